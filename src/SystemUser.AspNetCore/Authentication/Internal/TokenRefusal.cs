namespace SystemUser.AspNetCore.Authentication.Internal;

/// <summary>Left on the request by authentication, for the challenge that may follow.</summary>
internal sealed record TokenRefusal(TokenFault Fault);
