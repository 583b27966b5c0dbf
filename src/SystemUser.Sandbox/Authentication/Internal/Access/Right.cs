namespace SystemUser.Sandbox.Authentication.Internal.Access;

/// <summary>A right as Altinn's JSON has it: a resource, whole.</summary>
/// <param name="Resource">Names the resource.</param>
internal sealed record Right(IReadOnlyList<AttributePair?>? Resource);
