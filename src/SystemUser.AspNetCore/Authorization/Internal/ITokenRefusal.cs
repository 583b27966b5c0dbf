namespace SystemUser.AspNetCore.Authorization.Internal;

/// <summary>Why a request has no verified token: left on the request by authentication, for whoever answers.</summary>
internal interface ITokenRefusal
{
    SystemUserProblem Problem { get; }
}
