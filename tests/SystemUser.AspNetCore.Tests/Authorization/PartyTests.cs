using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using SystemUser.AspNetCore.Authorization;

namespace SystemUser.AspNetCore.Tests.Authorization;

/// <summary>The party: exactly one value of nine ASCII digits, the owner's unless clients are allowed.</summary>
public sealed class PartyTests
{
    private static Task<Door> OpenAsync() =>
        Door.OpenAsync(app =>
        {
            app.MapGet("/route/{party?}", Show).RequireSystemUserRight(Door.Resource, Clients(PartyFromRoute));
            app.MapGet("/query", Show).RequireSystemUserRight(Door.Resource, Clients(PartyFromQuery));
            app.MapGet("/header", Show).RequireSystemUserRight(Door.Resource, Clients(PartyFromHeader));
            app.MapGet("/owner/{party}", Show).RequireSystemUserRight(Door.Resource, PartyFromRoute);
            app.MapGet("/own", Show).RequireSystemUserRight(Door.Resource);
        });

    [Theory]
    [InlineData("/route/312714051")]
    [InlineData("/route/31271405%31")]
    [InlineData("/query?party=312714051")]
    [InlineData("/query?PARTY=312714051")]
    [InlineData("/query?other=1&party=%3312714051")]
    public async Task The_party_is_read_from_route_or_query(string path)
    {
        await using var door = await OpenAsync();
        door.Sandbox.Pdp.Permit(party: Door.Client);

        (await door.GetAsync(path, door.Token())).ShouldBeOk("312714051 client");
    }

    [Fact]
    public async Task The_party_is_read_from_a_header()
    {
        await using var door = await OpenAsync();
        door.Sandbox.Pdp.Permit(party: Door.Client);

        (await door.GetAsync("/header", door.Token(), ("party", Door.Client))).ShouldBeOk("312714051 client");
    }

    [Theory]
    [InlineData("/route")]
    [InlineData("/route/")]
    [InlineData("/route/31090447")]
    [InlineData("/route/3109044733")]
    [InlineData("/route/000000000")]
    [InlineData("/route/31090447a")]
    [InlineData("/route/%20310904473")]
    [InlineData("/route/310904473%20")]
    [InlineData("/route/310904473%0A")]
    [InlineData("/route/0192:310904473")]
    [InlineData("/route/310904473,312714051")]
    [InlineData("/route/%EF%BC%93%EF%BC%91%EF%BC%90%EF%BC%99%EF%BC%90%EF%BC%94%EF%BC%94%EF%BC%97%EF%BC%93")]
    [InlineData("/route/%D9%A3%D9%A1%D9%A0%D9%A9%D9%A0%D9%A4%D9%A4%D9%A7%D9%A3")]
    [InlineData("/route/310904473?party=312714051&x=1", false)]
    [InlineData("/query")]
    [InlineData("/query?party")]
    [InlineData("/query?party=")]
    [InlineData("/query?party=310904473&party=310904473")]
    [InlineData("/query?party=310904473&Party=312714051")]
    [InlineData("/query?party=310904473&party=")]
    [InlineData("/query?party=310904473,312714051")]
    [InlineData("/query?party=%2B310904473")]
    [InlineData("/query?party=310%20904%20473")]
    [InlineData("/query?party[]=310904473")]
    [InlineData("/query?party=-31090447")]
    [InlineData("/header")]
    public async Task A_request_is_400_when_its_party_is_missing_malformed_or_given_twice(
        string path,
        bool refused = true
    )
    {
        await using var door = await OpenAsync();
        if (!refused)
        {
            door.Sandbox.Pdp.Permit(party: Door.Owner);
            (await door.GetAsync(path, door.Token())).ShouldBeOk("310904473 owner");
            return;
        }

        (await door.GetAsync(path, door.Token())).ShouldBe(400, "party-invalid");

        door.Sandbox.Calls.ShouldAllBe(call => call.Method == "GET");
        door.Sandbox.Pdp.Calls.ShouldBeEmpty();
    }

    [Fact]
    public async Task A_request_is_400_when_its_party_is_given_in_two_headers()
    {
        await using var door = await OpenAsync();

        var reply = await door.GetAsync("/header", door.Token(), ("party", Door.Client), ("party", Door.Client));

        reply.ShouldBe(400, "party-invalid");
        (await door.GetAsync("/header", door.Token(), ("party", "310904473, 312714051"))).ShouldBe(
            400,
            "party-invalid"
        );
        door.Sandbox.Pdp.Calls.ShouldBeEmpty();
    }

    [Fact]
    public async Task A_request_for_another_party_is_403_without_a_question_unless_clients_are_allowed()
    {
        await using var door = await OpenAsync();

        (await door.GetAsync("/owner/312714051", door.Token())).ShouldBe(403, "party-not-owner");

        door.Sandbox.Pdp.Calls.ShouldBeEmpty();
        var record = door.Audit.Records.ShouldHaveSingleItem();
        record.Granted.ShouldBeFalse();
        record.Code.ShouldBe("party-not-owner");
        record.Party.ToString().ShouldBe(Door.Client);
        record.Decision.ShouldBeNull();
        record.Source.ShouldBeNull();
    }

    [Fact]
    public async Task The_party_is_the_owner_when_the_request_names_the_owner()
    {
        await using var door = await OpenAsync();
        door.Sandbox.Pdp.Permit(party: Door.Owner);

        (await door.GetAsync("/owner/310904473", door.Token())).ShouldBeOk("310904473 owner");
        (await door.GetAsync("/route/310904473", door.Token())).ShouldBeOk("310904473 owner");
        (await door.GetAsync("/own", door.Token())).ShouldBeOk("310904473 owner");
    }

    [Fact]
    public async Task A_party_is_asked_for_although_its_check_digit_is_wrong()
    {
        await using var door = await OpenAsync();
        door.Sandbox.Pdp.Always.NotApplicable();

        (await door.GetAsync("/route/310904474", door.Token())).ShouldBe(403, "right-missing");

        door.Sandbox.Pdp.Questions.ShouldHaveSingleItem().Party.ShouldBe("310904474");
    }

    [Fact]
    public async Task An_agents_right_for_a_client_is_not_a_right_for_itself()
    {
        await using var door = await OpenAsync();
        door.Sandbox.Pdp.Permit(party: Door.Client);
        door.Sandbox.Pdp.For(party: "314250052").NotApplicable();
        var agent = door.Token("314250052");

        (await door.GetAsync("/route/312714051", agent)).ShouldBeOk("312714051 client");
        (await door.GetAsync("/route/314250052", agent)).ShouldBe(403, "right-missing");
    }

    private static string Show(AuthorizedParty authorized, HttpContext context)
    {
        context.GetAuthorizedParty().ShouldBeSameAs(authorized);
        return $"{authorized} {(authorized.IsOwner ? "owner" : "client")}";
    }

    private static void PartyFromRoute(RequireSystemUserRightAttribute right) => right.PartyFromRoute = "party";

    private static void PartyFromQuery(RequireSystemUserRightAttribute right) => right.PartyFromQuery = "party";

    private static void PartyFromHeader(RequireSystemUserRightAttribute right) => right.PartyFromHeader = "party";

    private static Action<RequireSystemUserRightAttribute> Clients(Action<RequireSystemUserRightAttribute> party) =>
        right =>
        {
            party(right);
            right.AllowClients = true;
        };
}
