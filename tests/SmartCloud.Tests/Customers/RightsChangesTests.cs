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
    public async Task The_further_right_is_asked_for_when_the_customer_is_connected()
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
    public async Task The_status_follows_when_the_customer_answers(string answer, Enum expected)
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
    public async Task The_answer_is_heard_of_when_the_customer_does_not_come_back()
    {
        await using var host = await ConnectedAsync();
        await AskAsync(host, Ape);
        host.World.Change.Answer("Accepted");
        var asked = host.World.Handler.Expect("GET", $"{Changes}/{host.World.Change.Id}");

        host.Time.Advance(WaitingCustomers.Pause);

        await asked.WaitAsync(TestContext.Current.CancellationToken);
    }

    [Fact]
    public async Task One_change_request_is_made_when_there_are_many_clicks()
    {
        await using var host = await ConnectedAsync();

        var answers = await Task.WhenAll(Enumerable.Range(0, 20).Select(_ => AskAsync(host, Ape)));

        answers.Select(one => one.ShouldHaveSucceeded().Connection!.Change!.RequestId).Distinct().Count().ShouldBe(1);
        host.World.Handler.CallsTo("POST", Changes).Count().ShouldBe(1);
    }

    [Fact]
    public async Task Nothing_is_asked_for_when_the_right_has_been_given()
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
    public async Task Another_right_is_asked_for_when_the_one_that_was_given_is_no_longer_the_one_that_is_set()
    {
        using var folder = new TemporaryFolder();
        var world = new FakeWorld();
        await using (var host = await ConnectedAsync(folder.Path, world))
        {
            await AskAsync(host, Ape);
            world.Change.Answer("Accepted");
            await RefreshAsync(host, Ape);
        }

        await using var changed = await SmartCloudHost.StartAsync(
            world,
            folder.Path,
            settings: ("SmartCloud:StandardSystem:FurtherResource", "another-resource")
        );
        var change = (await AskAsync(changed, Ape)).ShouldHaveSucceeded().Connection!.Change!;

        (change.Resource, change.Status).ShouldBe(("another-resource", RightsChangeStatus.Waiting));
        world.Handler.CallsTo("POST", Changes).Last().Body.ShouldContain("another-resource");
    }

    [Fact]
    public async Task A_new_id_is_asked_under_when_the_customer_refused()
    {
        await using var host = await ConnectedAsync();
        await AskAsync(host, Ape);
        host.World.Change.Answer("Rejected");
        await RefreshAsync(host, Ape);

        (await AskAsync(host, Ape)).ShouldHaveSucceeded().OwesAnswer.ShouldBeTrue();

        host.World.Changes.Count().ShouldBe(2);
    }

    [Fact]
    public async Task The_change_request_is_found_again_when_a_crash_came_between_asking_and_hearing()
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
    public async Task The_answer_is_taken_in_when_it_came_before_the_request_was_heard_of()
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
    public async Task The_access_stays_when_a_change_request_is_withdrawn()
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
    public async Task A_change_request_is_forgotten_when_it_is_gone()
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
    public async Task The_status_is_revoked_when_the_access_is_withdrawn()
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
    public async Task The_access_stays_when_a_change_request_is_not_taken(string code, int status, Enum kind)
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
    public async Task No_browser_is_sent_off_when_the_address_is_unsafe(string confirmUrl)
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
    public async Task Nothing_changes_when_the_answer_is_about_another_request()
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
    public async Task Nothing_is_asked_for_when_the_customer_is_an_accountant_or_unconnected()
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
    public async Task Nothing_is_asked_for_when_no_further_right_is_set()
    {
        await using var host = await SmartCloudHost.StartAsync();
        (await AskAsync(host, Ape)).ShouldHaveFailed(FailureKind.NotFound);
    }

    [Fact]
    public async Task The_change_is_remembered_when_the_process_starts_again()
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

    private static async Task<SmartCloudHost> ConnectedAsync(string? folder = null, FakeWorld? world = null)
    {
        var host = await SmartCloudHost.StartAsync(
            world,
            folder,
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
