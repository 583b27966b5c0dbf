namespace SystemUser.AspNetCore.Altinn.Internal;

/// <summary>A token as it stands in the <c>Authorization</c> header; made once per token rather than once per call.</summary>
internal sealed class BearerHeader(string token)
{
    public string Token { get; } = token;

    public string Value { get; } = $"Bearer {token}";
}
