namespace SmartCloud.Maskinporten;

/// <summary>A token, and how long it may be used.</summary>
/// <param name="value">The token.</param>
/// <param name="expiresAt">When it expires.</param>
public sealed class AccessToken(string value, DateTimeOffset expiresAt)
{
    /// <summary>Gets the token. A class and not a record, so that no log can print it by accident.</summary>
    public string Value { get; } = value;

    /// <summary>Gets when it expires.</summary>
    public DateTimeOffset ExpiresAt { get; } = expiresAt;
}
