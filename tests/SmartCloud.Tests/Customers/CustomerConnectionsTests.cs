using SmartCloud.Customers;
using SmartCloud.Failures;
using SmartCloud.Tests.Support;

namespace SmartCloud.Tests.Customers;

public sealed class CustomerConnectionsTests
{
    private const string Requests = FakeWorld.Altinn + "systemuser/request/vendor";
    private static readonly OrganizationNumber Ape = OrganizationNumber.Parse("310904473");
    private static readonly OrganizationNumber Tiger = OrganizationNumber.Parse("314250052");

    [Fact]
    public async Task The_single_right_is_asked_for_when_the_customer_is_ordinary()
    {
        await using var host = await SmartCloudHost.StartAsync();

        var customer = (await ConnectAsync(host, Ape)).ShouldHaveSucceeded();

        customer.Status.ShouldBe(ConnectionStatus.Waiting);
        customer.Connection!.RequestId.ShouldBe(host.World.Request.Id);
        customer.Connection.ConfirmUrl.ShouldBe(new Uri(host.World.Request.ConfirmUrl));
        host.World.Handler.CallsTo("POST", Requests)
            .ShouldHaveSingleItem()
            .Body.ShouldBe(
                $$$"""{"externalRef":"{{{customer.Connection.ExternalRef}}}","systemId":"991825827_smartcloud","partyOrgNo":"310904473","rights":[{"resource":[{"id":"urn:altinn:resource","value":"ske-krav-og-betalinger"}]}],"redirectUrl":"http://localhost:5070/receipt"}"""
            );
    }

    [Fact]
    public async Task The_client_package_is_asked_for_when_the_customer_is_an_accountant()
    {
        await using var host = await SmartCloudHost.StartAsync();

        var customer = (await ConnectAsync(host, Tiger)).ShouldHaveSucceeded();

        var call = host.World.Handler.CallsTo("POST", Requests).ShouldHaveSingleItem();
        call.Path.ShouldBe(Requests + "/agent");
        call.Body.ShouldBe(
            $$"""{"externalRef":"{{customer.Connection!.ExternalRef}}","systemId":"991825827_smartcloud_ap","partyOrgNo":"314250052","accessPackages":[{"urn":"urn:altinn:accesspackage:regnskapsforer-med-signeringsrettighet"}],"redirectUrl":"http://localhost:5070/receipt"}"""
        );
    }

    [Fact]
    public async Task One_request_is_made_when_there_are_many_clicks()
    {
        await using var host = await SmartCloudHost.StartAsync();

        var answers = await Task.WhenAll(Enumerable.Range(0, 20).Select(_ => ConnectAsync(host, Ape)));

        answers.Select(one => one.ShouldHaveSucceeded().Connection!.RequestId).Distinct().ShouldHaveSingleItem();
        host.World.Handler.CallsTo("POST", Requests).Count().ShouldBe(1);
    }

    [Fact]
    public async Task The_request_is_found_again_when_a_crash_came_between_asking_and_hearing()
    {
        using var folder = new TemporaryFolder();
        var world = new FakeWorld();
        await using (var host = await SmartCloudHost.StartAsync(world, folder.Path))
        {
            world.Handler.On(
                "POST",
                Requests,
                call =>
                {
                    call.Json.GetProperty("partyOrgNo").GetString().ShouldBe("310904473");
                    throw new HttpRequestException("cut off");
                }
            );
            (await ConnectAsync(host, Ape)).ShouldHaveFailed(FailureKind.Unreachable);
            host.Get<CustomerRegister>().Find(Ape)!.Status.ShouldBe(ConnectionStatus.NotConnected);
        }

        var after = new FakeWorld();
        await using var restarted = await SmartCloudHost.StartAsync(after, folder.Path);
        (await ConnectAsync(restarted, Ape)).ShouldHaveSucceeded().Status.ShouldBe(ConnectionStatus.Waiting);

        after.Request.ExternalRef.ShouldBe(
            world.Handler.CallsTo("POST", Requests).ShouldHaveSingleItem().Json.GetProperty("externalRef").GetString()
        );
    }

    [Theory]
    [InlineData("Rejected")]
    [InlineData("Denied")]
    public async Task A_new_name_is_asked_under_when_the_customer_refused(string answer)
    {
        await using var host = await SmartCloudHost.StartAsync();
        await ConnectAsync(host, Ape);
        host.World.Request.Answer(answer);
        (await RefreshAsync(host, Ape)).ShouldHaveSucceeded().Status.ShouldBe(ConnectionStatus.Refused);

        (await ConnectAsync(host, Ape)).ShouldHaveSucceeded().Status.ShouldBe(ConnectionStatus.Waiting);

        host.World.Requests.Select(one => one.ExternalRef).Distinct().Count().ShouldBe(2);
    }

    [Fact]
    public async Task The_system_user_is_taken_over_when_it_exists_already()
    {
        await using var host = await SmartCloudHost.StartAsync();
        host.World.Handler.On("POST", Requests, _ => Respond.Json(Bodies.Problem("AUTH-00004"), 400))
            .On(
                "GET",
                FakeWorld.Altinn + "systemuser/vendor/byquery",
                _ => Respond.Json($$"""{"id":"{{Guid.NewGuid()}}"}""")
            );

        var customer = (await ConnectAsync(host, Ape)).ShouldHaveSucceeded();

        customer.Status.ShouldBe(ConnectionStatus.Connected);
        host.World.Handler.CallsTo("GET", "byquery")
            .ShouldHaveSingleItem()
            .Address.Query.ShouldBe(
                $"?system-id=991825827_smartcloud&orgno=310904473&external-ref={customer.Connection!.ExternalRef}"
            );
    }

    [Theory]
    [InlineData("AUTH-00011", 404, FailureKind.SystemNotRegistered)]
    [InlineData("AUTH-00021", 400, FailureKind.RedirectNotAllowed)]
    public async Task The_customer_stays_as_it_was_when_a_request_is_not_taken(string code, int status, Enum kind)
    {
        await using var host = await SmartCloudHost.StartAsync();
        host.World.Handler.On("POST", Requests, _ => Respond.Json(Bodies.Problem(code), status));

        (await ConnectAsync(host, Ape)).ShouldHaveFailed((FailureKind)kind);

        host.Get<CustomerRegister>().Find(Ape)!.Status.ShouldBe(ConnectionStatus.NotConnected);
    }

    [Theory]
    [InlineData("javascript:alert(1)")]
    [InlineData("http://altinn.example/request")]
    [InlineData("https://user@altinn.example/request")]
    [InlineData("/request")]
    [InlineData("")]
    public async Task No_browser_is_sent_off_when_the_address_is_unsafe(string confirmUrl)
    {
        await using var host = await SmartCloudHost.StartAsync();
        host.World.Handler.On(
            "POST",
            Requests,
            _ => Respond.Json($$"""{"id":"{{Guid.NewGuid()}}","status":"New","confirmUrl":"{{confirmUrl}}"}""", 201)
        );

        (await ConnectAsync(host, Ape)).ShouldHaveFailed(FailureKind.UnusableAnswer);

        host.Get<CustomerRegister>().Find(Ape)!.Status.ShouldBe(ConnectionStatus.NotConnected);
    }

    [Fact]
    public async Task A_request_is_withdrawn_when_it_waits()
    {
        await using var host = await SmartCloudHost.StartAsync();
        await ConnectAsync(host, Ape);
        var id = host.World.Request.Id;

        (await WithdrawAsync(host, Ape)).ShouldHaveSucceeded().Status.ShouldBe(ConnectionStatus.NotConnected);

        host.World.Handler.CallsTo("DELETE", Requests).ShouldHaveSingleItem().Path.ShouldBe($"{Requests}/{id}");
        host.World.Requests.ShouldBeEmpty();
    }

    [Fact]
    public async Task Nothing_is_withdrawn_when_the_request_is_approved()
    {
        await using var host = await SmartCloudHost.StartAsync();
        await ConnectAsync(host, Ape);
        host.World.Request.Approve();
        await RefreshAsync(host, Ape);

        (await WithdrawAsync(host, Ape)).ShouldHaveSucceeded().Status.ShouldBe(ConnectionStatus.Connected);

        host.World.Handler.CallsTo("DELETE", Requests).ShouldBeEmpty();
    }

    [Fact]
    public async Task Nothing_is_done_when_an_organization_is_no_customer()
    {
        await using var host = await SmartCloudHost.StartAsync();
        var stranger = OrganizationNumber.Parse("313750531");

        (await ConnectAsync(host, stranger)).ShouldHaveFailed(FailureKind.NotFound);
        (await RefreshAsync(host, stranger)).ShouldHaveFailed(FailureKind.NotFound);
        (await WithdrawAsync(host, stranger)).ShouldHaveFailed(FailureKind.NotFound);
        host.World.Handler.Calls.ShouldBeEmpty();
    }

    private static Task<Answer<Customer>> ConnectAsync(SmartCloudHost host, OrganizationNumber number) =>
        host.WithAsync<CustomerConnections, Answer<Customer>>(one =>
            one.ConnectAsync(number, TestContext.Current.CancellationToken)
        );

    private static Task<Answer<Customer>> WithdrawAsync(SmartCloudHost host, OrganizationNumber number) =>
        host.WithAsync<CustomerConnections, Answer<Customer>>(one =>
            one.WithdrawAsync(number, TestContext.Current.CancellationToken)
        );

    private static Task<Answer<Customer>> RefreshAsync(SmartCloudHost host, OrganizationNumber number) =>
        host.WithAsync<ConnectionChecks, Answer<Customer>>(one =>
            one.RefreshAsync(number, TestContext.Current.CancellationToken)
        );
}
