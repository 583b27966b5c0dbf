using SmartCloud.Customers;
using SmartCloud.Failures;
using SmartCloud.KravOgBetalinger;
using SmartCloud.Tests.Support;

namespace SmartCloud.Tests.KravOgBetalinger;

public sealed class CustomerDataTests
{
    private const string Claims = "/v1/regnskapssystem/310904473/aapnekrav";
    private const string Payments = "/v1/regnskapssystem/310904473/innbetalinger";
    private static readonly OrganizationNumber Ape = OrganizationNumber.Parse("310904473");
    private static readonly OrganizationNumber Tiger = OrganizationNumber.Parse("314250052");
    private static readonly OrganizationNumber Elk = OrganizationNumber.Parse("312714051");

    [Fact]
    public async Task The_system_users_token_is_sent_as_it_was_given_when_claims_are_fetched()
    {
        await using var host = await ConnectedAsync(Ape);

        var claims = (await FetchAsync(host, Ape, Ape)).ShouldHaveSucceeded();

        claims.TotalOversikt!.Saldo.ShouldBe(54867m);
        claims.AapentKravMedGjenstaaendeBeloep!.Single().Kravbeskrivelse!.ToString().ShouldBe("Mva-melding");
        var call = host.World.Handler.CallsTo("GET", "/aapnekrav").ShouldHaveSingleItem();
        call.Address.ShouldBe(new Uri("https://kravogbetalinger.api.skatteetaten-test.no" + Claims));
        call.Bearer.ShouldBe("e30.e30.token2");
        host.World.Assertions.Last().GetProperty("scope").GetString().ShouldBe("skatteetaten:kravogbetalinger");
    }

    [Fact]
    public async Task The_accountants_token_is_sent_when_a_clients_claims_are_fetched()
    {
        await using var host = await ConnectedAsync(Tiger);

        (await FetchAsync(host, Tiger, Elk)).ShouldHaveSucceeded();

        host.World.Handler.CallsTo("GET", "/aapnekrav")
            .ShouldHaveSingleItem()
            .Path.ShouldBe("/v1/regnskapssystem/312714051/aapnekrav");
        var assertion = host.World.Assertions.Last();
        assertion.GetProperty("iss").GetString().ShouldBe("client-agent");
        assertion
            .GetProperty("authorization_details")[0]
            .GetProperty("systemuser_org")
            .GetProperty("ID")
            .GetString()
            .ShouldBe("0192:314250052");
    }

    [Fact]
    public async Task The_token_is_renewed_only_when_it_is_about_to_expire()
    {
        await using var host = await ConnectedAsync(Ape);
        var before = host.World.Assertions.Count();

        await FetchAsync(host, Ape, Ape);
        await FetchAsync(host, Ape, Ape);
        (host.World.Assertions.Count() - before).ShouldBe(1);

        host.Time.Advance(TimeSpan.FromSeconds(106));
        await FetchAsync(host, Ape, Ape);
        (host.World.Assertions.Count() - before).ShouldBe(2);
    }

    [Fact]
    public async Task The_token_is_renewed_once_when_the_api_does_not_accept_it()
    {
        await using var host = await ConnectedAsync(Ape);
        host.World.Handler.On("GET", Claims, _ => Respond.Json(Bodies.Feil("KB-004"), 401));

        var failure = (await FetchAsync(host, Ape, Ape)).ShouldHaveFailed(FailureKind.TokenNotAccepted);

        failure.Code.ShouldBe("KB-004");
        host.World.Handler.CallsTo("GET", Claims).Select(call => call.Bearer).Distinct().Count().ShouldBe(2);
    }

    [Theory]
    [InlineData(ConnectionStatus.NotConnected, FailureKind.NotConnected)]
    [InlineData(ConnectionStatus.Waiting, FailureKind.NotApprovedYet)]
    [InlineData(ConnectionStatus.Refused, FailureKind.Refused)]
    [InlineData(ConnectionStatus.Revoked, FailureKind.Revoked)]
    public async Task Nobody_is_asked_when_the_customer_is_not_connected(Enum status, Enum kind)
    {
        await using var host = await SmartCloudHost.StartAsync();
        var customer = host.Get<CustomerRegister>().Find(Ape)! with
        {
            Connection = new Connection("reference", (ConnectionStatus)status) { RequestId = Guid.NewGuid() },
        };

        (await FetchAsync(host, customer, Ape)).ShouldHaveFailed((FailureKind)kind).From.ShouldBe(Service.SmartCloud);

        host.World.Handler.Calls.ShouldBeEmpty();
    }

    [Fact]
    public async Task A_withdrawn_access_is_told_from_a_wrong_reference_when_there_is_no_token()
    {
        await using var host = await ConnectedAsync(Ape);
        host.World.Handler.On(
            "POST",
            "/token",
            call =>
                FakeWorld.Part(FakeWorld.Form(call)["assertion"]!, 1).TryGetProperty("authorization_details", out _)
                    ? Respond.Json(Bodies.NoSystemUser, 400)
                    : Respond.Json("""{"access_token":"e30.e30.vendor","expires_in":120}""")
        );

        var wrong = (await FetchAsync(host, Ape, Ape)).ShouldHaveFailed(FailureKind.WrongReference);
        wrong.Code.ShouldBe("MP-303");
        host.Get<CustomerRegister>().Find(Ape)!.Status.ShouldBe(ConnectionStatus.Connected);

        host.World.Request.Revoke();
        (await FetchAsync(host, Ape, Ape)).ShouldHaveFailed(FailureKind.Revoked);
        host.Get<CustomerRegister>().Find(Ape)!.Status.ShouldBe(ConnectionStatus.Revoked);
    }

    [Fact]
    public async Task A_revocation_is_noticed_when_the_token_is_still_good()
    {
        await using var host = await ConnectedAsync(Ape);
        await FetchAsync(host, Ape, Ape);
        host.World.Request.Revoke();
        host.World.Handler.On("GET", Claims, _ => Respond.Json(Bodies.Feil("DAS-008"), 403));

        var failure = (await FetchAsync(host, Ape, Ape)).ShouldHaveFailed(FailureKind.Revoked);

        failure.Code.ShouldBe("DAS-008");
        failure.CorrelationId.ShouldBe("5f0c8c52-6f5e-4a39-9c0e-0f3b6d1e7a11");
        host.Get<CustomerRegister>().Find(Ape)!.Status.ShouldBe(ConnectionStatus.Revoked);
    }

    [Fact]
    public async Task A_missing_right_is_told_from_a_missing_client_when_the_api_refuses()
    {
        await using var direct = await ConnectedAsync(Ape);
        direct.World.Handler.On("GET", Claims, _ => Respond.Json(Bodies.Feil("DAS-008"), 403));
        (await FetchAsync(direct, Ape, Ape)).ShouldHaveFailed(FailureKind.RightMissing);

        await using var accountant = await ConnectedAsync(Tiger);
        accountant.World.Handler.On(
            "GET",
            "/v1/regnskapssystem/312714051/aapnekrav",
            _ => Respond.Json(Bodies.Feil("DAS-008"), 403)
        );
        (await FetchAsync(accountant, Tiger, Elk)).ShouldHaveFailed(FailureKind.ClientNotGranted);
    }

    [Fact]
    public async Task The_scope_is_known_to_be_missing_when_the_challenge_says_so()
    {
        await using var host = await ConnectedAsync(Ape);
        host.World.Handler.On(
            "GET",
            Claims,
            _ =>
            {
                var response = Respond.Json(Bodies.Feil("DAS-008"), 403);
                response.Headers.WwwAuthenticate.ParseAdd(
                    "Bearer error=\"insufficient_scope\", scope=\"skatteetaten:kravogbetalinger\""
                );
                return response;
            }
        );

        (await FetchAsync(host, Ape, Ape)).ShouldHaveFailed(FailureKind.ScopeMissing);
    }

    [Theory]
    [InlineData(503, 12, FailureKind.RetryLater, 12)]
    [InlineData(429, 3, FailureKind.RetryLater, 3)]
    [InlineData(429, null, FailureKind.RetryLater, null)]
    [InlineData(503, null, FailureKind.ServiceFault, null)]
    [InlineData(500, null, FailureKind.ServiceFault, null)]
    [InlineData(503, 2_000_000, FailureKind.RetryLater, 3600)]
    public async Task The_wait_is_passed_on_when_the_api_asks_for_one(
        int status,
        int? retryAfter,
        Enum kind,
        int? expected
    )
    {
        await using var host = await ConnectedAsync(Ape);
        host.World.Handler.On("GET", Claims, _ => Respond.Status(status, retryAfter));

        (await FetchAsync(host, Ape, Ape))
            .ShouldHaveFailed((FailureKind)kind)
            .RetryAfter.ShouldBe(expected is { } seconds ? TimeSpan.FromSeconds(seconds) : null);
    }

    [Theory]
    [InlineData(30, 30)]
    [InlineData(-30, 0)]
    public async Task The_services_own_clock_counts_when_it_asks_to_wait_until_a_date(int secondsLater, int expected)
    {
        await using var host = await ConnectedAsync(Ape);
        host.World.Handler.On(
            "GET",
            Claims,
            _ =>
            {
                var response = Respond.Status(503);
                response.Headers.Date = new DateTimeOffset(2020, 1, 1, 0, 0, 0, TimeSpan.Zero);
                response.Headers.RetryAfter = new(response.Headers.Date.Value.AddSeconds(secondsLater));
                return response;
            }
        );

        (await FetchAsync(host, Ape, Ape))
            .ShouldHaveFailed(FailureKind.RetryLater)
            .RetryAfter.ShouldBe(TimeSpan.FromSeconds(expected));
    }

    [Fact]
    public async Task The_period_is_sent_when_payments_are_fetched()
    {
        await using var host = await ConnectedAsync(Ape);

        var payments = (await FetchPaymentsAsync(host)).ShouldHaveSucceeded();

        payments.Innbetaling!.Single().InnbetaltBeloep.ShouldBe(-20000m);
        host.World.Handler.CallsTo("GET", Payments)
            .ShouldHaveSingleItem()
            .Address.Query.ShouldBe("?fraOgMed=2025-11-20&tilOgMed=2026-11-20");
    }

    [Fact]
    public async Task There_are_no_payments_when_the_api_answers_the_documented_404()
    {
        await using var host = await ConnectedAsync(Ape);
        host.World.Handler.On("GET", Payments, _ => Respond.Json(Bodies.Feil("KB-007"), 404));
        (await FetchPaymentsAsync(host)).ShouldHaveSucceeded().Innbetaling.ShouldBeNull();

        host.World.Handler.On("GET", Payments, _ => Respond.Json(Bodies.Feil("KB-009"), 404));
        (await FetchPaymentsAsync(host)).ShouldHaveFailed(FailureKind.NotFound).Code.ShouldBe("KB-009");
    }

    private static async Task<SmartCloudHost> ConnectedAsync(OrganizationNumber number)
    {
        var host = await SmartCloudHost.StartAsync();
        await host.WithAsync<CustomerConnections, Answer<Customer>>(one =>
            one.ConnectAsync(number, TestContext.Current.CancellationToken)
        );
        host.World.Request.Approve();
        var customer = await host.WithAsync<ConnectionChecks, Answer<Customer>>(one =>
            one.RefreshAsync(number, TestContext.Current.CancellationToken)
        );
        customer.ShouldHaveSucceeded().Status.ShouldBe(ConnectionStatus.Connected);
        return host;
    }

    private static Task<Answer<AapneKrav>> FetchAsync(
        SmartCloudHost host,
        OrganizationNumber number,
        OrganizationNumber party
    ) => FetchAsync(host, host.Get<CustomerRegister>().Find(number)!, party);

    private static Task<Answer<AapneKrav>> FetchAsync(
        SmartCloudHost host,
        Customer customer,
        OrganizationNumber party
    ) =>
        host.WithAsync<CustomerData, Answer<AapneKrav>>(one =>
            one.FetchAapneKravAsync(customer, party, TestContext.Current.CancellationToken)
        );

    private static Task<Answer<Innbetalinger>> FetchPaymentsAsync(SmartCloudHost host) =>
        host.WithAsync<CustomerData, Answer<Innbetalinger>>(one =>
            one.FetchInnbetalingerAsync(
                host.Get<CustomerRegister>().Find(Ape)!,
                Ape,
                Period.YearUpTo(DateOnly.FromDateTime(host.Time.GetUtcNow().Date)),
                TestContext.Current.CancellationToken
            )
        );
}
