using SystemUser.AspNetCore.Authorization;
using SystemUser.AspNetCore.Authorization.Internal;

namespace SystemUser.AspNetCore.Authentication.Internal;

/// <summary>Left on the request by authentication, for the challenge that may follow.</summary>
internal sealed record TokenRefusal(TokenFault Fault) : ITokenRefusal
{
    public SystemUserProblem Problem => Fault.ToProblem();
}
