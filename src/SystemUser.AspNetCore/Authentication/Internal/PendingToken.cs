namespace SystemUser.AspNetCore.Authentication.Internal;

/// <summary>A verified token on its way through the JwtBearer handler.</summary>
/// <param name="text">The token as it stood in the header.</param>
/// <param name="token">What was verified.</param>
internal sealed class PendingToken(string text, VerifiedToken token)
{
    public string Text { get; } = text;

    public VerifiedToken Token { get; } = token;

    /// <summary>Gets or sets whether the handler has accepted it, so that what fails from then on is the app's own code.</summary>
    public bool IsAccepted { get; set; }
}
