using System.Text.Json;
using Microsoft.AspNetCore.Http;
using SystemUser.AspNetCore.Authorization;

namespace KravOgBetalingerApi.Tests.Examples;

public sealed record Report(string Orgnr, decimal Amount);

public sealed class ReportParty : ISystemUserPartyResolver
{
    private const int MostBytes = 64 * 1024;

    public async ValueTask<string?> ResolveAsync(HttpContext httpContext, CancellationToken cancellationToken)
    {
        var request = httpContext.Request;
        request.EnableBuffering(bufferThreshold: MostBytes, bufferLimit: MostBytes);
        try
        {
            var report = await request.ReadFromJsonAsync<Report>(cancellationToken);
            return report?.Orgnr ?? ""; // 400: nothing but nine digits is a party
        }
        catch (Exception exception) when (exception is JsonException or IOException or InvalidOperationException)
        {
            return ""; // no report, one of more than 64 KiB, or no JSON by its content type
        }
        finally
        {
            request.Body.Position = 0; // for the endpoint, which reads it again
        }
    }
}
