using System.Net;
using System.Text.Json.Nodes;
using Microsoft.Extensions.DependencyInjection;
using SystemUser.AspNetCore.Altinn;
using SystemUser.AspNetCore.Claims;
using SystemUser.AspNetCore.Tests.Support;

namespace SystemUser.AspNetCore.Tests.Altinn;

public sealed class AuthorizedPartyDirectoryTests : IAsyncDisposable
{
    private static readonly SystemUserId s_systemUser = SystemUserId.Parse("47caea5b-a80b-4343-b1d3-31eb523a4e28");
    private static readonly ResourceId s_resource = ResourceId.Parse("ske-krav-og-betalinger");

    private readonly DecisionHost _host = new();

    private StubAltinn Altinn => _host.Altinn;

    public ValueTask DisposeAsync() => _host.DisposeAsync();

    [Fact]
    public async Task Access_management_is_asked_for_the_system_users_parties_with_the_resource()
    {
        Answer("[]");

        (await GetAsync()).ShouldBeEmpty();

        var call = Altinn.OtherCalls.ShouldHaveSingleItem();
        call.Method.ShouldBe(HttpMethod.Post);
        call.Address.AbsoluteUri.ShouldStartWith(
            "https://altinn.test/accessmanagement/api/v1/resourceowner/authorizedparties?"
        );
        call.Address.Query.ShouldContain("anyOfResourceIds=ske-krav-og-betalinger");
        call.Headers["Ocp-Apim-Subscription-Key"].ShouldBe(DecisionHost.SubscriptionKey);
        call.Headers["Content-Type"].ShouldBe("application/json");
        call.Bearer.ShouldNotBeNull();
        JsonNode
            .DeepEquals(
                JsonNode.Parse(call.Body),
                JsonNode.Parse(
                    """{"type":"urn:altinn:systemuser:uuid","value":"47caea5b-a80b-4343-b1d3-31eb523a4e28"}"""
                )
            )
            .ShouldBeTrue();
        System.Web.HttpUtility.ParseQueryString(Altinn.GrantCalls.Single().Body)["assertion"].ShouldNotBeNull();
    }

    [Fact]
    public async Task The_directory_of_parties_uses_an_own_token_with_its_own_scope()
    {
        Answer("[]");

        await GetAsync();
        await _host.Tokens.GetTokenAsync(
            "altinn:accessmanagement/authorizedparties.resourceowner",
            null,
            TestContext.Current.CancellationToken
        );

        Altinn.GrantCalls.Count.ShouldBe(1);
    }

    [Fact]
    public async Task Organizations_and_sub_units_are_listed_once_each_in_the_order_of_their_numbers()
    {
        Answer(
            """
            [{"partyUuid":"x","name":"TILBAKEHOLDEN USYMMETRISK TIGER AS","organizationNumber":"314250052","type":"Organization","unitType":"AS","isDeleted":false,"onlyHierarchyElementWithNoAccess":false,"authorizedResources":["a"],
              "subunits":[{"name":"TIGER AVD OSLO","organizationNumber":"310000001","type":"Organization","unitType":"BEDR","subunits":[]}]},
             {"Name":"APE","OrganizationNumber":"310904473","Type":2,"UnitType":"AS"},
             {"name":"TIGER AVD OSLO","organizationNumber":"310000001","type":"Organization","unitType":"BEDR"}]
            """
        );

        (await GetAsync()).ShouldBe([
            new(Number("310000001"), "TIGER AVD OSLO", "BEDR", Number("314250052")),
            new(Number("310904473"), "APE", "AS", null),
            new(Number("314250052"), "TILBAKEHOLDEN USYMMETRISK TIGER AS", "AS", null),
        ]);
    }

    [Fact]
    public async Task Organizations_are_left_out_when_deleted_or_listed_only_for_their_sub_units()
    {
        Answer(
            """
            [{"name":"GONE","organizationNumber":"310000001","type":"Organization","isDeleted":true},
             {"name":"MAIN","organizationNumber":"310000002","type":"Organization","onlyHierarchyElementWithNoAccess":true,
              "subunits":[{"name":"SUB","organizationNumber":"310000003","type":"Organization"},{"name":"GONE SUB","organizationNumber":"310000004","type":"Organization","isDeleted":true}]}]
            """
        );

        (await GetAsync()).ShouldBe([new(Number("310000003"), "SUB", null, Number("310000002"))]);
    }

    [Theory]
    [InlineData("""{"name":"PIA","personId":"x","organizationNumber":null,"type":"Person"}""")]
    [InlineData("""{"name":"PIA","organizationNumber":"310000001","type":"Person"}""")]
    [InlineData("""{"name":"NN","organizationNumber":"31000000","type":"Organization"}""")]
    [InlineData("""{"name":"NN","organizationNumber":"","type":"Organization"}""")]
    [InlineData("""{"name":"NN"}""")]
    [InlineData("null")]
    public async Task Parties_are_left_out_when_they_are_no_organizations(string entry)
    {
        Answer($"[{entry}]");

        (await GetAsync()).ShouldBeEmpty();
    }

    [Theory]
    [InlineData("{}")]
    [InlineData("null")]
    [InlineData("[1]")]
    [InlineData("[{\"subunits\":1}]")]
    [InlineData("[{\"isDeleted\":false,\"IsDeleted\":true,\"organizationNumber\":\"310000001\"}]")]
    [InlineData("<html>")]
    [InlineData("[] []")]
    public async Task The_list_of_parties_fails_for_good_when_it_cannot_be_read(string body)
    {
        Answer(body);

        (await FailAsync()).IsTransient.ShouldBeFalse();
    }

    [Theory]
    [InlineData(HttpStatusCode.BadRequest, false)]
    [InlineData(HttpStatusCode.Forbidden, false)]
    [InlineData(HttpStatusCode.TooManyRequests, true)]
    [InlineData(HttpStatusCode.ServiceUnavailable, true)]
    public async Task The_list_of_parties_fails_transiently_only_when_its_status_may_pass(
        HttpStatusCode status,
        bool transient
    )
    {
        Altinn.Other = (_, _) => StubAltinn.Status(status);

        (await FailAsync()).IsTransient.ShouldBe(transient);
    }

    [Fact]
    public async Task The_list_of_parties_fails_at_the_end_of_the_total_budget_when_Altinn_is_silent()
    {
        Altinn.Other = (_, cancellationToken) => StubAltinn.Silence(cancellationToken);
        var started = _host.Clock.GetUtcNow();

        (await FailAsync()).IsTransient.ShouldBeTrue();
        (_host.Clock.GetUtcNow() - started).ShouldBe(TimeSpan.FromSeconds(5));
    }

    [Fact]
    public async Task Access_management_is_not_asked_when_there_is_no_own_token()
    {
        Altinn.Exchange = (_, _) => StubAltinn.Status(HttpStatusCode.Forbidden);

        (await FailAsync()).IsTransient.ShouldBeFalse();
        Altinn.OtherCalls.ShouldBeEmpty();
    }

    [Fact]
    public async Task A_list_of_twenty_thousand_clients_is_read()
    {
        Answer(
            $"[{string.Join(',', Enumerable.Range(0, 20_000).Select(i => $$"""{"name":"{{new string('x', 200)}}","organizationNumber":"{{310000000 + i}}","type":"Organization"}"""))}]"
        );

        (await GetAsync()).Count.ShouldBe(20_000);
    }

    private static OrganizationNumber Number(string number) => OrganizationNumber.Parse(number);

    private void Answer(string body) => Altinn.Other = (_, _) => StubAltinn.Json(body);

    private Task<IReadOnlyList<AuthorizedOrganization>> GetAsync() =>
        _host.RunAsync(
            _host
                .Services.GetRequiredService<IAuthorizedPartyDirectory>()
                .GetOrganizationsAsync(s_systemUser, s_resource, TestContext.Current.CancellationToken)
        );

    private async Task<AuthorizedPartyDirectoryException> FailAsync() =>
        await Should.ThrowAsync<AuthorizedPartyDirectoryException>(GetAsync);
}
