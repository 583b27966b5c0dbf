using Microsoft.AspNetCore.Http;

namespace SystemUser.AspNetCore.Authorization;

/// <summary>Writes the bodies of the package's 400, 401, 403, 404, 429 and 503 answers. Register your own for a format of your own.</summary>
/// <remarks>
/// Any lifetime will do: it is resolved from the request's services. If it throws, the answer goes out without a body;
/// if it takes longer than <c>SystemUser:Decisions:TotalTimeout</c>, the connection ends. It may leave a body to the package with <see cref="SystemUserProblem.ToResult"/>.
/// Whatever status it sets, the endpoint does not run, and the audit has the refusal.
/// </remarks>
public interface ISystemUserProblemWriter
{
    /// <summary>Writes the body. Status, <c>WWW-Authenticate</c> and <c>Retry-After</c> are already set.</summary>
    Task WriteAsync(HttpContext httpContext, SystemUserProblem problem, CancellationToken cancellationToken);
}
