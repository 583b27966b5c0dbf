using System.Net;
using KravOgBetalingerApi.Data;
using KravOgBetalingerApi.Tests.Support;
using Moq;
using Npgsql;
using SystemUser.AspNetCore.Authorization;

namespace KravOgBetalingerApi.Tests.Errors;

public sealed class ExceptionTests
{
    public static TheoryData<Exception> DatabaseFaults =>
        [
            new NpgsqlException("host=secret.example password=hemmelig"),
            new InvalidOperationException("transient", new NpgsqlException("connection refused")),
            new PostgresException("relation does not exist", "ERROR", "ERROR", "42P01"),
        ];

    [Theory]
    [MemberData(nameof(DatabaseFaults))]
    public async Task The_code_is_KB_002_when_the_database_fails(Exception fault)
    {
        var answer = await GetAsync(fault);
        var melding = await answer.ShouldBeFeilAsync(HttpStatusCode.InternalServerError, "KB-002");
        melding.ShouldBe("Data kan ikke hentes nå, prøv igjen senere");
    }

    [Fact]
    public async Task The_code_is_KB_001_and_no_detail_is_told_when_the_api_fails()
    {
        var answer = await GetAsync(new InvalidOperationException("a secret of the house"));
        (await answer.ShouldBeFeilAsync(HttpStatusCode.InternalServerError, "KB-001")).ShouldBe("Uventet feil");
    }

    private static async Task<HttpResponseMessage> GetAsync(Exception fault)
    {
        var register = new Mock<IKravregister>(MockBehavior.Strict);
        register
            .Setup(r => r.FindAapneKravAsync(It.IsAny<AuthorizedParty>(), It.IsAny<CancellationToken>()))
            .ThrowsAsync(fault);
        using var app = SampleApp.With(register.Object);
        app.Sandbox.Pdp.Permit();
        using var client = app.CreateClient("310904473");
        return await client.GetAsync("/v1/regnskapssystem/310904473/aapnekrav", TestContext.Current.CancellationToken);
    }
}
