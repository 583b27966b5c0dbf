using SystemUser.AspNetCore.Authorization;

namespace KravOgBetalingerApi.Errors;

/// <summary>Writes the authorization's refusals in Skatteetaten's form.</summary>
internal sealed class SkatteetatenProblemWriter : ISystemUserProblemWriter
{
    /// <inheritdoc/>
    public Task WriteAsync(HttpContext httpContext, SystemUserProblem problem, CancellationToken cancellationToken)
    {
        var (kode, melding) = Feilmeldinger.Of(problem);
        return httpContext.WriteFeilBodyAsync(kode, melding, cancellationToken);
    }
}
