namespace SystemUser.Sandbox.Wire.Internal.Http;

/// <summary>The value of an operation that has nothing to tell but that it succeeded.</summary>
internal readonly record struct Done;
