namespace SystemUser.Sandbox.Authentication.Internal.Vendors;

/// <summary>A page of a list, as Altinn writes it.</summary>
/// <param name="Links">Where the next page is.</param>
/// <param name="Data">The rows.</param>
internal sealed record Page<T>(PageLinks Links, IReadOnlyList<T> Data);
