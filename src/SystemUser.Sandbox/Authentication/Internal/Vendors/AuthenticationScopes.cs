namespace SystemUser.Sandbox.Authentication.Internal.Vendors;

/// <summary>The scopes of Altinn's authentication API.</summary>
internal static class AuthenticationScopes
{
    public const string RegisterWrite = "altinn:authentication/systemregister.write";
    public const string RequestRead = "altinn:authentication/systemuser.request.read";
    public const string RequestWrite = "altinn:authentication/systemuser.request.write";
    public const string SystemUserRead = "altinn:maskinporten/systemuser.read";
}
