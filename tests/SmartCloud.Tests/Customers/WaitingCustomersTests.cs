using SmartCloud.Customers;
using SmartCloud.Failures;
using SmartCloud.Tests.Support;

namespace SmartCloud.Tests.Customers;

public sealed class WaitingCustomersTests
{
    private static readonly OrganizationNumber Ape = OrganizationNumber.Parse("310904473");

    [Fact]
    public async Task Hears_of_an_answer_though_no_browser_comes_back()
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
    public async Task Asks_nothing_for_customers_that_do_not_wait()
    {
        await using var host = await SmartCloudHost.StartAsync();

        host.Time.Advance(WaitingCustomers.Pause);
        host.Time.Advance(WaitingCustomers.Pause);

        host.World.Handler.Calls.ShouldBeEmpty();
    }
}
