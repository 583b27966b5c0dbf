namespace SystemUser.Sandbox.Authentication.Internal.Vendors;

/// <summary>Where the next page is.</summary>
/// <param name="Next">Its address; <see langword="null"/> on the last page.</param>
internal sealed record PageLinks(string? Next);
