using System.Net;
using System.Text.Json;
using SystemUser.Sandbox.Tests.World;
using SystemUser.Sandbox.World.Internal;
using SystemUser.Sandbox.World.Internal.Model;

namespace SystemUser.Sandbox.Tests.AccessManagement;

public sealed class SystemUserAdministrationTests : WorldTest
{
    private const string PiasCompany = "311004174";

    [Fact]
    public async Task System_user_is_made_when_the_daily_leader_creates_it_herself()
    {
        var token = await PersonTokenAsync(The.Pia);
        var (status, user) = await SendAsync(
            HttpMethod.Post,
            Url(PiasCompany) + "/create",
            token,
            """{"systemId":"991825827_smartregnskap","integrationTitle":"Regnskapet vårt"}"""
        );
        status.ShouldBe(HttpStatusCode.OK);
        user.GetProperty("reporteeOrgNo").GetString().ShouldBe(PiasCompany);
        user.GetProperty("supplierName").GetString().ShouldBe("SMARTCLOUD AS");
        user.GetProperty("userType").GetString().ShouldBe("standard");
        Decision(await AskAsync(user.GetProperty("id").GetGuid(), PiasCompany)).ShouldBe("Permit");

        var (_, list) = await SendAsync(HttpMethod.Get, Url(PiasCompany), token);
        list.EnumerateArray().Single().GetProperty("integrationTitle").GetString().ShouldBe("Regnskapet vårt");
    }

    [Theory]
    [InlineData(The.AgentSystem, 404, "AUTH-00011")]
    [InlineData("nobody_nothing", 404, "AUTH-00011")]
    public async Task Creation_is_refused_when_the_system_is_not_visible(string system, int status, string code) =>
        (await CreateAsync(The.Pia, PiasCompany, system)).ShouldBe((status, code));

    [Fact]
    public async Task Creation_is_refused_when_the_system_user_exists_or_the_person_may_not()
    {
        (await CreateAsync(The.DailyLeader, PiasCompany, The.System)).ShouldBe((403, "SANDBOX-00012"));
        (await CreateAsync(The.Pia, PiasCompany, The.System)).ShouldBe((200, null));
        (await CreateAsync(The.Pia, PiasCompany, The.System)).ShouldBe((400, "AUTH-00004"));
        (await CreateAsync(The.Pia, "999999999", The.System)).ShouldBe((403, "SANDBOX-00012"));
    }

    [Theory]
    [InlineData("5")]
    [InlineData("{\"systemId\":5}")]
    [InlineData("null")]
    [InlineData("")]
    public async Task Creation_is_refused_when_the_body_is_not_valid(string body)
    {
        var token = await PersonTokenAsync(The.Pia);
        (await SendAsync(HttpMethod.Post, Url(PiasCompany) + "/create", token, body)).Status.ShouldBe(
            HttpStatusCode.BadRequest
        );
    }

    [Fact]
    public async Task System_user_may_do_nothing_and_can_be_requested_again_when_deleted()
    {
        var request = PutRequest(with: row => row with { ExternalRef = "seeded", Status = RequestStatus.Accepted });
        var board = await PersonTokenAsync(The.BoardMember);
        (await SendAsync(HttpMethod.Delete, $"{Url(The.Customer)}/{The.SystemUser}", board)).Status.ShouldBe(
            HttpStatusCode.Forbidden
        );
        var pia = await PersonTokenAsync(The.Pia);
        (await SendAsync(HttpMethod.Delete, $"{Url(PiasCompany)}/{The.SystemUser}", pia)).Status.ShouldBe(
            HttpStatusCode.Forbidden
        );
        Decision(await AskAsync(The.SystemUser, The.Customer)).ShouldBe("Permit");

        var leader = await PersonTokenAsync(The.DailyLeader);
        (await SendAsync(HttpMethod.Delete, $"{Url(The.Customer)}/{The.SystemUser}", leader)).Status.ShouldBe(
            HttpStatusCode.Accepted
        );

        Decision(await AskAsync(The.SystemUser, The.Customer)).ShouldBe("NotApplicable");
        (await LastDecisionAsync())
            .GetProperty("why")
            .GetString()
            .ShouldBe($"system user {The.SystemUser} has been deleted");
        World.Requests.Find(request.Id)!.IsDeleted.ShouldBeTrue();
        (await SendAsync(HttpMethod.Delete, $"{Url(The.Customer)}/{The.SystemUser}", leader)).Status.ShouldBe(
            HttpStatusCode.NotFound
        );
    }

    [Fact]
    public async Task Delegations_are_deleted_when_the_agent_is()
    {
        var token = await PersonTokenAsync(The.ClientAdministrator);
        var (_, problem) = await SendAsync(HttpMethod.Delete, $"{Url(The.Accountant)}/{The.Agent}", token);
        problem.GetProperty("code").GetString().ShouldBe("AUTH-00036");
        await SendAsync(HttpMethod.Delete, $"{Url($"agent/{The.Accountant}")}/{The.Agent}", token);
        World.Delegations.Any(By.DelegationAgent, $"{The.Agent}").ShouldBeFalse();
        Decision(await AskAsync(The.Agent, The.Client)).ShouldBe("NotApplicable");
    }

    [Fact]
    public async Task Owner_gets_a_notice_to_approve_when_a_system_changes_its_rights()
    {
        ChangeSystem(["ske-innrapportering-boligselskap"], []);
        var token = await PersonTokenAsync(The.DailyLeader);

        var (_, notices) = await SendAsync(HttpMethod.Get, NoticesUrl, token);
        var notice = notices.EnumerateArray().Single();
        notice.GetProperty("systemUserId").GetGuid().ShouldBe(The.SystemUser);
        Texts(notice, "addedRights").ShouldBe(["ske-innrapportering-boligselskap"]);
        Texts(notice, "removedRights").ShouldBeEmpty();

        // The system user has nothing of it until someone agrees.
        Decision(await AskAsync(The.SystemUser, The.Customer, resource: "ske-innrapportering-boligselskap"))
            .ShouldBe("NotApplicable");
        var board = await PersonTokenAsync(The.BoardMember);
        (await SendAsync(HttpMethod.Post, NoticeUrl(1, "approve"), board)).Status.ShouldBe(HttpStatusCode.Forbidden);
        (await SendAsync(HttpMethod.Post, NoticeUrl(1, "approve"), token)).Status.ShouldBe(HttpStatusCode.OK);
        Decision(await AskAsync(The.SystemUser, The.Customer, resource: "ske-innrapportering-boligselskap"))
            .ShouldBe("Permit");

        (_, notices) = await SendAsync(HttpMethod.Get, NoticesUrl, token);
        notices.GetArrayLength().ShouldBe(0);
        (await SendAsync(HttpMethod.Post, NoticeUrl(1, "approve"), token)).Status.ShouldBe(HttpStatusCode.Conflict);
    }

    [Fact]
    public async Task Approval_is_refused_when_a_newer_notice_exists()
    {
        ChangeSystem(["ske-innrapportering-boligselskap"], []);
        ChangeSystem([], [The.Resource]);
        var token = await PersonTokenAsync(The.DailyLeader);
        (await SendAsync(HttpMethod.Post, NoticeUrl(1, "approve"), token)).Status.ShouldBe(HttpStatusCode.Conflict);
        (await SendAsync(HttpMethod.Post, NoticeUrl(2, "approve"), token)).Status.ShouldBe(HttpStatusCode.OK);
        World.SystemUsers.Find(The.SystemUser)!.Rights.ShouldBe(["ske-innrapportering-boligselskap"]);
    }

    [Fact]
    public async Task Rights_stay_when_a_notice_is_dismissed()
    {
        ChangeSystem(["ske-innrapportering-boligselskap"], []);
        var token = await PersonTokenAsync(The.DailyLeader);
        (await SendAsync(HttpMethod.Post, NoticeUrl(1, "dismiss"), token)).Status.ShouldBe(HttpStatusCode.NoContent);
        var (_, notices) = await SendAsync(HttpMethod.Get, NoticesUrl, token);
        notices.GetArrayLength().ShouldBe(0);
        World.SystemUsers.Find(The.SystemUser)!.Rights.ShouldBe([The.Resource]);
    }

    [Theory]
    [InlineData("pid=1", 400)]
    [InlineData("", 400)]
    [InlineData("pid=12345678901", 404)]
    public async Task Personal_token_is_refused_when_the_person_is_not_in_the_world(string query, int status) =>
        ((int)(await SendAsync(HttpMethod.Get, $"/api/GetPersonalToken?{query}")).Status).ShouldBe(status);

    private const string NoticesUrl = $"/sandbox/systemuser/{The.Customer}/notices";

    private static string Url(string party) => $"/authentication/api/v1/systemuser/{party}";

    private static string NoticeUrl(int version, string answer) =>
        $"/sandbox/systemuser/{The.Customer}/{The.SystemUser}/notices/{version}/{answer}";

    private static IEnumerable<string?> Texts(JsonElement element, string name) =>
        element.GetProperty(name).EnumerateArray().Select(text => text.GetString());

    private async Task<(int Status, string? Code)> CreateAsync(string pid, string party, string system)
    {
        var (status, body) = await SendAsync(
            HttpMethod.Post,
            Url(party) + "/create",
            await PersonTokenAsync(pid),
            $$"""{"systemId":"{{system}}"}"""
        );
        return ((int)status, body.TryGetProperty("code", out var code) ? code.GetString() : null);
    }

    private void ChangeSystem(string[] added, string[] removed) =>
        Change(draft =>
        {
            var system = draft.State.Systems.Find(The.System)!;
            draft.Put(
                system with
                {
                    Rights = [.. system.Rights.Except(removed), .. added],
                    Version = system.Version + 1,
                }
            );
            draft.Put(
                new SystemChange
                {
                    SystemId = system.Id,
                    Number = system.Version + 1,
                    ChangeType = "RightsUpdate",
                    Version = system.Version + 1,
                    AddedRights = [.. added],
                    RemovedRights = [.. removed],
                    Created = Clock.GetUtcNow(),
                }
            );
        });
}
