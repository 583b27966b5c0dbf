using SmartCloud.Customers;
using SmartCloud.Failures;
using SmartCloud.Tests.Support;

namespace SmartCloud.Tests.Customers;

public sealed class RightsChangesTests
{
    private const string Changes = FakeWorld.Altinn + "systemuser/changerequest/vendor";
    private const string Further = "ske-innrapportering-boligselskap";
    private static readonly OrganizationNumber Ape = OrganizationNumber.Parse("310904473");
    private static readonly OrganizationNumber Tiger = OrganizationNumber.Parse("314250052");

    [Fact]
    public async Task Asks_for_the_further_right_of_the_customers_system_user()
    {
        await using var host = await ConnectedAsync();

        var customer = (await AskAsync(host, Ape)).ShouldHaveSucceeded();

        customer.Status.ShouldBe(ConnectionStatus.Connected);
        customer.OwesAnswer.ShouldBeTrue();
        var change = customer.Connection!.Change.ShouldNotBeNull();
        change.Status.ShouldBe(RightsChangeStatus.Waiting);
        change.ConfirmUrl.ShouldBe(new Uri(host.World.Change.ConfirmUrl));
        var call = host.World.Handler.CallsTo("POST", Changes).ShouldHaveSingleItem();
        call.Address.Query.ShouldBe(
            $"?correlation-id={change.CorrelationId}&system-user-id={host.World.Request.SystemUserId}"
        );
        call.Body.ShouldBe(
            """{"requiredRights":[{"resource":[{"id":"urn:altinn:resource","value":"ske-innrapportering-boligselskap"}]}],"unwantedRights":[],"requiredAccessPackages":[],"unwantedAccessPackages":[],"redirectUrl":"http://localhost:5070/receipt"}"""
        );
    }

    [Theory]
    [InlineData("Accepted", RightsChangeStatus.Approved)]
    [InlineData("NoChangeNeeded", RightsChangeStatus.Approved)]
    [InlineData("Rejected", RightsChangeStatus.Refused)]
    [InlineData("Denied", RightsChangeStatus.Refused)]
    [InlineData("Timedout", RightsChangeStatus.NotAsked)]
    [InlineData("New", RightsChangeStatus.Waiting)]
    public async Task Follows_what_the_customer_answers(string answer, Enum expected)
    {
        await using var host = await ConnectedAsync();
        await AskAsync(host, Ape);
        host.World.Change.Answer(answer);

        var customer = (await RefreshAsync(host, Ape)).ShouldHaveSucceeded();

        customer.Status.ShouldBe(ConnectionStatus.Connected);
        customer.Connection!.Change!.Status.ShouldBe((RightsChangeStatus)expected);
        host.Get<CustomerRegister>().Find(Ape).ShouldBe(customer);
    }

    [Fact]
    public async Task Hears_of_the_answer_of_a_customer_that_does_not_come_back()
    {
        await using var host = await ConnectedAsync();
        await AskAsync(host, Ape);
        host.World.Change.Answer("Accepted");
        var asked = host.World.Handler.Expect("GET", $"{Changes}/{host.World.Change.Id}");

        host.Time.Advance(WaitingCustomers.Pause);

        await asked.WaitAsync(TestContext.Current.CancellationToken);
    }

    [Fact]
    public async Task Makes_one_change_request_of_many_clicks()
    {
        await using var host = await ConnectedAsync();

        var answers = await Task.WhenAll(Enumerable.Range(0, 20).Select(_ => AskAsync(host, Ape)));

        answers.Select(one => one.ShouldHaveSucceeded().Connection!.Change!.RequestId).Distinct().Count().ShouldBe(1);
        host.World.Handler.CallsTo("POST", Changes).Count().ShouldBe(1);
    }

    [Fact]
    public async Task Asks_no_more_once_it_has_been_given()
    {
        await using var host = await ConnectedAsync();
        await AskAsync(host, Ape);
        host.World.Change.Answer("Accepted");
        await RefreshAsync(host, Ape);

        (await AskAsync(host, Ape))
            .ShouldHaveSucceeded()
            .Connection!.Change!.Status.ShouldBe(RightsChangeStatus.Approved);

        host.World.Handler.CallsTo("POST", Changes).Count().ShouldBe(1);
    }

    [Fact]
    public async Task Asks_under_a_new_id_after_a_refusal()
    {
        await using var host = await ConnectedAsync();
        await AskAsync(host, Ape);
        host.World.Change.Answer("Rejected");
        await RefreshAsync(host, Ape);

        (await AskAsync(host, Ape)).ShouldHaveSucceeded().OwesAnswer.ShouldBeTrue();

        host.World.Changes.Count().ShouldBe(2);
    }

    [Fact]
    public async Task Finds_its_request_again_after_a_crash_between_asking_and_hearing()
    {
        await using var host = await ConnectedAsync();
        var cut = true;
        host.World.Handler.OnAny(call =>
            cut && call.Method == HttpMethod.Post && call.Path == Changes
                ? throw new HttpRequestException("cut off")
                : null
        );
        (await AskAsync(host, Ape)).ShouldHaveFailed(FailureKind.Unreachable);
        host.Get<CustomerRegister>().Find(Ape)!.OwesAnswer.ShouldBeFalse();
        cut = false;

        (await AskAsync(host, Ape)).ShouldHaveSucceeded().OwesAnswer.ShouldBeTrue();

        host.World.Handler.CallsTo("POST", Changes).Select(call => call.Address.Query).Distinct().Count().ShouldBe(1);
    }

    [Fact]
    public async Task Takes_in_an_answer_that_came_before_it_heard_of_the_request()
    {
        await using var host = await ConnectedAsync();
        var connection = host.Get<CustomerRegister>().Find(Ape)!.Connection!;
        await AskAsync(host, Ape);
        var unsent = new RightsChange(host.World.Change.Id, Further, RightsChangeStatus.Waiting);
        host.Get<CustomerRegister>()
            .Remember(host.Get<CustomerRegister>().Find(Ape)!, connection with { Change = unsent });
        host.World.Change.Answer("Accepted");

        (await AskAsync(host, Ape))
            .ShouldHaveSucceeded()
            .Connection!.Change!.Status.ShouldBe(RightsChangeStatus.Approved);

        host.World.Changes.Count().ShouldBe(1);
    }

    [Fact]
    public async Task Withdraws_a_change_request_and_leaves_the_access()
    {
        await using var host = await ConnectedAsync();
        await AskAsync(host, Ape);
        var id = host.World.Change.Id;

        var customer = (await WithdrawAsync(host, Ape)).ShouldHaveSucceeded();

        customer.Status.ShouldBe(ConnectionStatus.Connected);
        customer.Connection!.Change.ShouldBeNull();
        host.World.Handler.CallsTo("DELETE", Changes).ShouldHaveSingleItem().Path.ShouldBe($"{Changes}/{id}");
        (await WithdrawAsync(host, Ape)).ShouldHaveSucceeded();
        host.World.Handler.CallsTo("DELETE", Changes).Count().ShouldBe(1);
    }

    [Fact]
    public async Task Forgets_a_change_request_that_is_gone()
    {
        await using var host = await ConnectedAsync();
        await AskAsync(host, Ape);
        host.World.Handler.On(
            "GET",
            $"{Changes}/{host.World.Change.Id}",
            _ => Respond.Json(Bodies.Problem("AUTH-00010"), 404)
        );

        (await RefreshAsync(host, Ape)).ShouldHaveSucceeded().Connection!.Change.ShouldBeNull();
    }

    [Fact]
    public async Task Says_that_the_access_is_withdrawn()
    {
        await using var host = await ConnectedAsync();
        host.World.Request.Revoke();

        (await AskAsync(host, Ape)).ShouldHaveFailed(FailureKind.Revoked);

        host.Get<CustomerRegister>().Find(Ape)!.Status.ShouldBe(ConnectionStatus.Revoked);
        host.World.Handler.CallsTo("POST", Changes).ShouldBeEmpty();
    }

    [Theory]
    [InlineData("AUTH-00001", 400, FailureKind.RightNotRegistered)]
    [InlineData("AUTH-00021", 400, FailureKind.RedirectNotAllowed)]
    [InlineData("SANDBOX-1", 503, FailureKind.ServiceFault)]
    public async Task Says_why_a_change_request_is_not_taken_and_leaves_the_access(string code, int status, Enum kind)
    {
        await using var host = await ConnectedAsync();
        host.World.Handler.On("POST", Changes, _ => Respond.Json(Bodies.Problem(code), status));

        (await AskAsync(host, Ape)).ShouldHaveFailed((FailureKind)kind);

        var customer = host.Get<CustomerRegister>().Find(Ape)!;
        customer.Status.ShouldBe(ConnectionStatus.Connected);
        customer.OwesAnswer.ShouldBeFalse();
    }

    [Theory]
    [InlineData("javascript:alert(1)")]
    [InlineData("http://altinn.example/changerequest")]
    [InlineData("https://user@altinn.example/changerequest")]
    [InlineData("")]
    public async Task Sends_no_browser_to_an_unsafe_address(string confirmUrl)
    {
        await using var host = await ConnectedAsync();
        host.World.Handler.On(
            "POST",
            Changes,
            _ => Respond.Json($$"""{"id":"{{Guid.NewGuid()}}","status":"New","confirmUrl":"{{confirmUrl}}"}""", 201)
        );

        (await AskAsync(host, Ape)).ShouldHaveFailed(FailureKind.UnusableAnswer);

        host.Get<CustomerRegister>().Find(Ape)!.OwesAnswer.ShouldBeFalse();
    }

    [Fact]
    public async Task Believes_no_answer_about_another_request()
    {
        await using var host = await ConnectedAsync();
        await AskAsync(host, Ape);
        host.World.Handler.On(
            "GET",
            $"{Changes}/{host.World.Change.Id}",
            _ => Respond.Json($$"""{"id":"{{Guid.NewGuid()}}","status":"Accepted"}""")
        );

        (await RefreshAsync(host, Ape)).ShouldHaveFailed(FailureKind.UnusableAnswer);

        host.Get<CustomerRegister>().Find(Ape)!.OwesAnswer.ShouldBeTrue();
    }

    [Fact]
    public async Task Asks_neither_accountants_nor_those_that_are_not_connected()
    {
        await using var host = await SmartCloudHost.StartAsync(
            settings: ("SmartCloud:StandardSystem:FurtherResource", Further)
        );

        (await AskAsync(host, Tiger)).ShouldHaveFailed(FailureKind.NotFound);
        (await AskAsync(host, Ape)).ShouldHaveFailed(FailureKind.NotConnected);
        (await AskAsync(host, OrganizationNumber.Parse("313750531"))).ShouldHaveFailed(FailureKind.NotFound);

        host.World.Handler.Calls.ShouldBeEmpty();
    }

    [Fact]
    public async Task Asks_for_nothing_where_no_further_right_is_set()
    {
        await using var host = await SmartCloudHost.StartAsync();
        (await AskAsync(host, Ape)).ShouldHaveFailed(FailureKind.NotFound);
    }

    [Fact]
    public async Task Remembers_it_after_a_restart()
    {
        using var folder = new TemporaryFolder();
        Customer before;
        await using (var host = await ConnectedAsync(folder.Path))
        {
            before = (await AskAsync(host, Ape)).ShouldHaveSucceeded();
        }

        await using var restarted = await SmartCloudHost.StartAsync(folder: folder.Path);
        restarted.Get<CustomerRegister>().Find(Ape).ShouldBe(before);
    }

    private static async Task<SmartCloudHost> ConnectedAsync(string? folder = null)
    {
        var host = await SmartCloudHost.StartAsync(
            folder: folder,
            settings: ("SmartCloud:StandardSystem:FurtherResource", Further)
        );
        await host.WithAsync<CustomerConnections, Answer<Customer>>(one =>
            one.ConnectAsync(Ape, TestContext.Current.CancellationToken)
        );
        host.World.Request.Approve();
        (await RefreshAsync(host, Ape)).ShouldHaveSucceeded().Status.ShouldBe(ConnectionStatus.Connected);
        return host;
    }

    private static Task<Answer<Customer>> AskAsync(SmartCloudHost host, OrganizationNumber number) =>
        host.WithAsync<RightsChanges, Answer<Customer>>(one =>
            one.AskAsync(number, TestContext.Current.CancellationToken)
        );

    private static Task<Answer<Customer>> WithdrawAsync(SmartCloudHost host, OrganizationNumber number) =>
        host.WithAsync<RightsChanges, Answer<Customer>>(one =>
            one.WithdrawAsync(number, TestContext.Current.CancellationToken)
        );

    private static Task<Answer<Customer>> RefreshAsync(SmartCloudHost host, OrganizationNumber number) =>
        host.WithAsync<ConnectionChecks, Answer<Customer>>(one =>
            one.RefreshAsync(number, TestContext.Current.CancellationToken)
        );
}
