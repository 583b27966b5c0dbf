using SmartCloud.Customers;
using SmartCloud.Failures;
using SmartCloud.Tests.Support;

namespace SmartCloud.Tests.Customers;

public sealed class ConnectionChecksTests
{
    private static readonly OrganizationNumber Ape = OrganizationNumber.Parse("310904473");

    [Theory]
    [InlineData("New", ConnectionStatus.Waiting)]
    [InlineData("Rejected", ConnectionStatus.Refused)]
    [InlineData("Denied", ConnectionStatus.Refused)]
    [InlineData("Timedout", ConnectionStatus.NotConnected)]
    [InlineData("SomethingNew", ConnectionStatus.Waiting)]
    public async Task The_status_is_what_altinn_says_when_a_request_is_checked(string status, Enum expected)
    {
        await using var host = await ConnectingAsync();
        host.World.Request.Answer(status);

        var customer = (await RefreshAsync(host)).ShouldHaveSucceeded();

        customer.Status.ShouldBe((ConnectionStatus)expected);
        customer.Connection!.TimedOut.ShouldBe(status == "Timedout");
        host.Get<CustomerRegister>().Find(Ape).ShouldBe(customer);
    }

    [Fact]
    public async Task The_customer_is_connected_when_the_request_is_approved()
    {
        await using var host = await ConnectingAsync();
        host.World.Request.Approve();
        host.Time.Advance(TimeSpan.FromMinutes(5));

        var customer = (await RefreshAsync(host)).ShouldHaveSucceeded();

        customer.Status.ShouldBe(ConnectionStatus.Connected);
        customer.Connection!.CheckedAt.ShouldBe(host.Time.GetUtcNow());
    }

    [Fact]
    public async Task The_status_is_revoked_when_the_approved_system_user_is_gone()
    {
        await using var host = await ConnectingAsync();
        host.World.Request.Approve();
        host.World.Request.Revoke();

        (await RefreshAsync(host)).ShouldHaveSucceeded().Status.ShouldBe(ConnectionStatus.Revoked);
    }

    [Fact]
    public async Task The_status_is_revoked_when_a_connected_customer_takes_access_back()
    {
        await using var host = await ConnectingAsync();
        host.World.Request.Approve();
        await RefreshAsync(host);
        host.World.Request.Revoke();

        (await RefreshAsync(host)).ShouldHaveSucceeded().Status.ShouldBe(ConnectionStatus.Revoked);
    }

    [Fact]
    public async Task There_is_no_system_user_when_altinn_says_deleted()
    {
        await using var host = await ConnectingAsync();
        host.World.Request.Approve();
        host.World.Handler.On(
            "GET",
            FakeWorld.Altinn + "systemuser/vendor/byquery",
            _ => Respond.Json($$"""{"id":"{{Guid.NewGuid()}}","isDeleted":true}""")
        );

        (await RefreshAsync(host)).ShouldHaveSucceeded().Status.ShouldBe(ConnectionStatus.Revoked);
    }

    [Fact]
    public async Task The_customer_is_unconnected_when_altinn_no_longer_knows_the_request()
    {
        await using var host = await ConnectingAsync();
        host.World.Handler.On(
            "GET",
            $"{FakeWorld.Altinn}systemuser/request/vendor/{host.World.Request.Id}",
            _ => Respond.Json(Bodies.Problem("AUTH-00010"), 404)
        );

        (await RefreshAsync(host)).ShouldHaveSucceeded().Status.ShouldBe(ConnectionStatus.NotConnected);
    }

    [Fact]
    public async Task Nothing_changes_when_the_answer_is_about_another_request()
    {
        await using var host = await ConnectingAsync();
        host.World.Handler.On(
            "GET",
            $"{FakeWorld.Altinn}systemuser/request/vendor/{host.World.Request.Id}",
            _ => Respond.Json(new FakeRequest("another").Json.Replace("New", "Accepted", StringComparison.Ordinal))
        );

        (await RefreshAsync(host)).ShouldHaveFailed(FailureKind.UnusableAnswer);

        host.Get<CustomerRegister>().Find(Ape)!.Status.ShouldBe(ConnectionStatus.Waiting);
    }

    [Theory]
    [InlineData(500)]
    [InlineData(403)]
    [InlineData(429)]
    public async Task Nothing_changes_when_altinn_cannot_say(int status)
    {
        await using var host = await ConnectingAsync();
        host.World.Request.Approve();
        await RefreshAsync(host);
        host.World.Handler.On("GET", FakeWorld.Altinn + "systemuser/vendor/byquery", _ => Respond.Status(status));

        (await RefreshAsync(host)).TryGet(out _, out _).ShouldBeFalse();

        host.Get<CustomerRegister>().Find(Ape)!.Status.ShouldBe(ConnectionStatus.Connected);
    }

    private static async Task<SmartCloudHost> ConnectingAsync()
    {
        var host = await SmartCloudHost.StartAsync();
        await host.WithAsync<CustomerConnections, Answer<Customer>>(one =>
            one.ConnectAsync(Ape, TestContext.Current.CancellationToken)
        );
        return host;
    }

    private static Task<Answer<Customer>> RefreshAsync(SmartCloudHost host) =>
        host.WithAsync<ConnectionChecks, Answer<Customer>>(one =>
            one.RefreshAsync(Ape, TestContext.Current.CancellationToken)
        );
}
