using SmartCloud.Customers;
using SmartCloud.Failures;
using SmartCloud.Tests.Support;

namespace SmartCloud.Tests.Customers;

public sealed class WaitingCustomersTests
{
    private static readonly OrganizationNumber Ape = OrganizationNumber.Parse("310904473");

    [Fact]
    public async Task An_answer_is_heard_of_when_no_browser_comes_back()
    {
        await using var host = await SmartCloudHost.StartAsync();
        await host.WithAsync<CustomerConnections, Answer<Customer>>(one =>
            one.ConnectAsync(Ape, TestContext.Current.CancellationToken)
        );
        host.World.Request.Approve();
        var asked = host.World.Handler.Expect("GET", FakeWorld.Altinn + "systemuser/vendor/byquery");

        host.Time.Advance(WaitingCustomers.Pause);
        await asked.WaitAsync(TestContext.Current.CancellationToken);

        await host.WithAsync<CustomerLocks, bool>(async locks =>
        {
            // The round holds the customer until it has remembered the answer.
            using var taken = await locks.TakeAsync(Ape, TestContext.Current.CancellationToken);
            return true;
        });
        host.Get<CustomerRegister>().Find(Ape)!.Status.ShouldBe(ConnectionStatus.Connected);
    }

    [Fact]
    public async Task Nothing_is_asked_when_no_customer_waits()
    {
        await using var host = await SmartCloudHost.StartAsync();

        host.Time.Advance(WaitingCustomers.Pause);
        host.Time.Advance(WaitingCustomers.Pause);

        host.World.Handler.Calls.ShouldBeEmpty();
    }
}
