using System.Net;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using SystemUser.AspNetCore.Authorization;
using SystemUser.Sandbox.Tests.World;

namespace SystemUser.Sandbox.Tests.Hosting;

/// <summary>A provider that has a business certificate, and no key at Maskinporten, develops with it too.</summary>
public sealed class EmbeddedCertificateTests : IDisposable
{
    private readonly TestFolder _folder = new();

    private static CancellationToken Cancelled => TestContext.Current.CancellationToken;

    public void Dispose() => _folder.Dispose();

    [Theory]
    [InlineData("serialNumber=974761076, C=NO", HttpStatusCode.OK)]
    [InlineData("serialNumber=991825827, C=NO", HttpStatusCode.ServiceUnavailable)]
    public async Task App_gets_decisions_when_its_client_has_a_certificate(string subject, HttpStatusCode expected)
    {
        var sandbox = new Uri($"http://localhost:{DevelopedApp.FreePort()}");
        var builder = DevelopedApp.Builder(
            $"--SystemUserSandbox:Address={sandbox}",
            "--SystemUser:RequiredScopes:0=skatteetaten:kravogbetalinger",
            "--SystemUser:Client:ClientId=my-own-client",
            $"--SystemUser:Client:CertificatePath={WriteCertificate(subject)}",
            "--SystemUser:Client:CertificatePassword=word"
        );
        builder.AddSystemUserSandbox();
        builder.Services.AddSystemUserAuthorization();
        await using var app = builder.Build();
        app.MapGet("/mine", (AuthorizedParty party) => party.ToString())
            .RequireSystemUserRight("ske-krav-og-betalinger");
        await app.StartAsync(Cancelled);
        using var http = new HttpClient();
        var token = await http.GetStringAsync(
            new Uri(
                sandbox,
                $"/api/GetSystemUserToken?systemUserId={The.SystemUser}&scopes=skatteetaten:kravogbetalinger"
            ),
            Cancelled
        );
        using var request = new HttpRequestMessage(HttpMethod.Get, $"{app.Urls.Single()}/mine");
        request.Headers.Authorization = new("Bearer", token);

        using var response = await http.SendAsync(request, Cancelled);

        response.StatusCode.ShouldBe(expected);
        await app.StopAsync(Cancelled);
    }

    private string WriteCertificate(string subject)
    {
        using var key = RSA.Create(2048);
        var request = new CertificateRequest(subject, key, HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1);
        var now = TimeProvider.System.GetUtcNow();
        using var certificate = request.CreateSelfSigned(now.AddDays(-1), now.AddDays(1));
        var path = _folder.File("certificate.p12");
        File.WriteAllBytes(path, certificate.Export(X509ContentType.Pkcs12, "word"));
        return path;
    }
}
