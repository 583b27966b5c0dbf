using SmartCloud.Customers;
using SmartCloud.Failures;
using SmartCloud.KravOgBetalinger;
using SmartCloud.Registration;
using SmartCloud.Tests.Support;

namespace SmartCloud.Tests.Customers;

/// <summary>A sandbox that was started anew is not a customer that has withdrawn.</summary>
public sealed class ForgottenTests
{
    private static readonly OrganizationNumber Ape = OrganizationNumber.Parse("310904473");

    private static CancellationToken Cancelled => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Data_are_refused_as_forgotten_when_the_sandbox_has_lost_the_system_too()
    {
        await using var host = await ConnectedAsync();
        host.World.Forget();

        var answer = await host.WithAsync<CustomerData, Answer<AapneKrav>>(data =>
            data.FetchAapneKravAsync(Find(host), Ape, Cancelled)
        );

        answer.ShouldHaveFailed(FailureKind.Forgotten);
        Find(host).Status.ShouldBe(ConnectionStatus.Forgotten);
    }

    [Fact]
    public async Task It_is_a_withdrawal_when_the_sandbox_still_has_the_system()
    {
        await using var host = await ConnectedAsync();
        host.World.Request.Revoke();

        (await RefreshAsync(host)).ShouldHaveSucceeded().Status.ShouldBe(ConnectionStatus.Revoked);
    }

    [Fact]
    public async Task It_is_still_forgotten_when_SmartCloud_registers_before_it_asks()
    {
        await using var host = await ConnectedAsync();
        host.World.Forget();

        await host.WithAsync<SystemRegistration, Failure?>(one => one.RegisterAsync(Cancelled));

        Find(host).Status.ShouldBe(ConnectionStatus.Forgotten);
        (await RefreshAsync(host)).ShouldHaveSucceeded().Status.ShouldBe(ConnectionStatus.Forgotten);
    }

    [Fact]
    public async Task A_forgotten_customer_is_connected_again_when_it_is_asked_again()
    {
        await using var host = await ConnectedAsync();
        host.World.Forget();
        await host.WithAsync<SystemRegistration, Failure?>(one => one.RegisterAsync(Cancelled));

        await ConnectAsync(host);
        host.World.Request.Approve();

        (await RefreshAsync(host)).ShouldHaveSucceeded().Status.ShouldBe(ConnectionStatus.Connected);
    }

    [Fact]
    public async Task A_page_says_that_the_customer_has_withdrawn_nothing()
    {
        await using var host = await ConnectedAsync();
        host.World.Forget();
        using var browser = host.Browse();
        await RefreshAsync(host);

        var page = await browser.GetAsync("/customers/310904473");

        page.Html.ShouldContain("Glemt av sandkassen");
        page.Html.ShouldContain("Kunden har ikke trukket noe tilbake.");
    }

    private static Customer Find(SmartCloudHost host) => host.Get<CustomerRegister>().Find(Ape)!;

    private static async Task<SmartCloudHost> ConnectedAsync()
    {
        var host = await SmartCloudHost.StartAsync(settings: ("SmartCloud:Environment", "Sandbox"));
        await host.WithAsync<SystemRegistration, Failure?>(one => one.RegisterAsync(Cancelled));
        await ConnectAsync(host);
        host.World.Request.Approve();
        (await RefreshAsync(host)).ShouldHaveSucceeded().Status.ShouldBe(ConnectionStatus.Connected);
        return host;
    }

    private static Task<Answer<Customer>> ConnectAsync(SmartCloudHost host) =>
        host.WithAsync<CustomerConnections, Answer<Customer>>(one => one.ConnectAsync(Ape, Cancelled));

    private static Task<Answer<Customer>> RefreshAsync(SmartCloudHost host) =>
        host.WithAsync<ConnectionChecks, Answer<Customer>>(one => one.RefreshAsync(Ape, Cancelled));
}
