using System.Net;
using System.Text.Json;
using SystemUser.Sandbox.Tests.World;
using SystemUser.Sandbox.World.Internal;
using SystemUser.Sandbox.World.Internal.Access;
using SystemUser.Sandbox.World.Internal.Model;

namespace SystemUser.Sandbox.Tests.AccessManagement;

public sealed class RequestAnswerTests : WorldTest
{
    private const string Url = "/authentication/api/v1/systemuser/request";
    private const string ChangeUrl = "/authentication/api/v1/systemuser/changerequest";

    [Fact]
    public async Task System_user_may_act_when_the_daily_leader_approves()
    {
        var request = PutRequest();

        (await AnswerAsync(The.DailyLeader, The.Customer, request.Id, "approve")).Status.ShouldBe(HttpStatusCode.OK);

        World.Requests.Find(request.Id)!.Status.ShouldBe(RequestStatus.Accepted);
        var user = SystemUserLookup.Find(World, The.System, The.Customer, "smartcloud_demo_test").ShouldNotBeNull();
        user.Kind.ShouldBe(SystemUserKind.Standard);
        user.IntegrationTitle.ShouldBe("SmartCloud 1");
        Decision(await AskAsync(user.Id, The.Customer)).ShouldBe("Permit");
    }

    [Fact]
    public async Task Request_is_approved_when_the_party_is_named_by_its_Altinn_number()
    {
        var request = PutRequest();
        var partyId = World.Organizations.Find(The.Customer)!.PartyId;
        (await AnswerAsync(The.DailyLeader, $"{partyId}", request.Id, "approve")).Status.ShouldBe(HttpStatusCode.OK);
    }

    [Fact]
    public async Task No_system_user_is_made_when_the_request_is_rejected()
    {
        var request = PutRequest();
        (await AnswerAsync(The.DailyLeader, The.Customer, request.Id, "reject")).Status.ShouldBe(HttpStatusCode.OK);
        World.Requests.Find(request.Id)!.Status.ShouldBe(RequestStatus.Rejected);
        await ShouldBeRefusedAsync(The.DailyLeader, request.Id, "approve", 409, "AUTH-00013");
    }

    [Theory]
    [InlineData(The.BoardMember)]
    [InlineData(The.Pia)]
    [InlineData(The.ClientAdministrator)]
    public async Task Answer_is_refused_when_the_person_lacks_the_role(string pid)
    {
        var request = PutRequest();
        await ShouldBeRefusedAsync(pid, request.Id, "approve", 403, "SANDBOX-00012");
        await ShouldBeRefusedAsync(pid, request.Id, "reject", 403, "SANDBOX-00012");
        World.Requests.Find(request.Id)!.Status.ShouldBe(RequestStatus.New);
    }

    [Fact]
    public async Task Request_is_escalated_when_a_board_member_asks_and_not_when_a_stranger_does()
    {
        var request = PutRequest();
        var (_, passedOn) = await AnswerAsync(The.Pia, The.Customer, request.Id, "escalate");
        passedOn.GetBoolean().ShouldBeFalse();
        World.Requests.Find(request.Id)!.Escalated.ShouldBeFalse();
        (await AnswerAsync(The.BoardMember, The.Customer, request.Id, "escalate")).Status.ShouldBe(HttpStatusCode.OK);
        World.Requests.Find(request.Id)!.Escalated.ShouldBeTrue();
    }

    [Fact]
    public async Task Answer_is_refused_when_the_request_is_to_another_organization()
    {
        var request = PutRequest(party: "311004174");
        await ShouldBeRefusedAsync(The.DailyLeader, request.Id, "approve", 403, "AUTH-00041");
        await ShouldBeRefusedAsync(The.DailyLeader, Guid.NewGuid(), "approve", 404, "AUTH-00010");
    }

    [Fact]
    public async Task Answer_is_refused_when_the_request_is_180_days_old()
    {
        var request = PutRequest();
        Clock.Advance(TimeSpan.FromDays(180) - TimeSpan.FromSeconds(1));
        World.Requests.Find(request.Id)!.IsTimedOut(Clock.GetUtcNow()).ShouldBeFalse();
        Clock.Advance(TimeSpan.FromSeconds(1));
        await ShouldBeRefusedAsync(The.DailyLeader, request.Id, "approve", 409, "AUTH-00013");
    }

    [Fact]
    public async Task One_system_user_is_made_when_two_approve_at_once()
    {
        var request = PutRequest();
        var token = await PersonTokenAsync(The.DailyLeader);

        var answers = await Task.WhenAll(
            Enumerable
                .Range(0, 16)
                .Select(_ => SendAsync(HttpMethod.Post, $"{Url}/{The.Customer}/{request.Id}/approve", token))
        );

        answers.Count(answer => answer.Status == HttpStatusCode.OK).ShouldBe(1);
        answers.Count(answer => answer.Status == HttpStatusCode.Conflict).ShouldBe(15);
        World.SystemUsers.Where(By.SystemUserOwner, The.Customer).Count().ShouldBe(2);
    }

    [Fact]
    public async Task Approval_is_refused_when_the_system_user_exists()
    {
        var request = PutRequest(with: row => row with { ExternalRef = "seeded" });
        await ShouldBeRefusedAsync(The.DailyLeader, request.Id, "approve", 400, "AUTH-00004");
    }

    [Fact]
    public async Task Approval_is_refused_when_a_right_is_no_longer_on_the_system_or_delegable()
    {
        var gone = PutRequest(with: row => row with { Rights = ["ske-innrapportering-boligselskap"] });
        await ShouldBeRefusedAsync(The.DailyLeader, gone.Id, "approve", 400, "AUTH-00001");

        Change(draft => draft.Put(World.Resources.Find(The.Resource)! with { Delegable = false }));
        var request = PutRequest();
        await ShouldBeRefusedAsync(The.DailyLeader, request.Id, "approve", 403, "AUTH-00070");
        World.SystemUsers.Where(By.SystemUserOwner, The.Customer).Count().ShouldBe(1);
    }

    [Fact]
    public async Task Agent_is_made_only_when_the_request_is_for_an_agent()
    {
        var request = PutRequest(The.Accountant, SystemUserKind.Agent);
        await ShouldBeRefusedAsync(The.ClientAdministrator, request.Id, "approve", 404, "AUTH-00010", The.Accountant);

        (await AnswerAsync(The.ClientAdministrator, $"agent/{The.Accountant}", request.Id, "approve")).Status.ShouldBe(
            HttpStatusCode.OK
        );

        var agent = SystemUserLookup
            .Find(World, The.AgentSystem, The.Accountant, "smartcloud_demo_test")
            .ShouldNotBeNull();
        agent.Kind.ShouldBe(SystemUserKind.Agent);
        Decision(await AskAsync(agent.Id, The.Client)).ShouldBe("NotApplicable");
    }

    [Fact]
    public async Task Approval_is_refused_when_a_package_is_not_for_the_kind_of_system_user()
    {
        Change(draft =>
            draft.Put(
                World.Systems.Find(The.AgentSystem)! with
                {
                    AccessPackages = [The.AgentPackage, "urn:altinn:accesspackage:hovedadministrator"],
                }
            )
        );
        var agent = PutRequest(
            The.Accountant,
            SystemUserKind.Agent,
            row => row with { AccessPackages = ["urn:altinn:accesspackage:hovedadministrator"] }
        );
        var (status, problem) = await AnswerAsync(
            The.ClientAdministrator,
            $"agent/{The.Accountant}",
            agent.Id,
            "approve"
        );
        (status, Code(problem)).ShouldBe((HttpStatusCode.BadRequest, "AUTH-00065"));

        var standard = PutRequest(with: row =>
            row with
            {
                SystemId = The.AgentSystem,
                Rights = [],
                AccessPackages = [The.AgentPackage],
            }
        );
        await ShouldBeRefusedAsync(The.DailyLeader, standard.Id, "approve", 400, "AUTH-00064");
    }

    [Fact]
    public async Task Rights_are_added_and_removed_when_a_change_request_is_approved()
    {
        Change(draft =>
            draft.Put(
                World.Systems.Find(The.System)! with
                {
                    AccessPackages = ["urn:altinn:accesspackage:skattegrunnlag"],
                    Rights = [The.Resource, "ske-innrapportering-boligselskap"],
                }
            )
        );
        var change = PutChange(row =>
            row with
            {
                RequiredRights = ["ske-innrapportering-boligselskap"],
                UnwantedRights = [The.Resource],
                RequiredAccessPackages = ["urn:altinn:accesspackage:skattegrunnlag"],
            }
        );
        var token = await PersonTokenAsync(The.BoardMember);
        (await SendAsync(HttpMethod.Post, $"{ChangeUrl}/{The.Customer}/{change.Id}/approve", token)).Status.ShouldBe(
            HttpStatusCode.Forbidden
        );
        token = await PersonTokenAsync(The.DailyLeader);
        (await SendAsync(HttpMethod.Post, $"{ChangeUrl}/{The.Customer}/{change.Id}/approve", token)).Status.ShouldBe(
            HttpStatusCode.OK
        );

        var user = World.SystemUsers.Find(The.SystemUser)!;
        user.Rights.ShouldBe(["ske-innrapportering-boligselskap"]);
        user.AccessPackages.ShouldBe(["urn:altinn:accesspackage:skattegrunnlag"]);
        World.ChangeRequests.Find(change.Id)!.Status.ShouldBe(RequestStatus.Accepted);
        (await SendAsync(HttpMethod.Post, $"{ChangeUrl}/{The.Customer}/{change.Id}/reject", token)).Status.ShouldBe(
            HttpStatusCode.Conflict
        );
    }

    [Fact]
    public async Task Approval_is_refused_when_a_change_request_would_take_the_last_right()
    {
        var change = PutChange(row => row with { UnwantedRights = [The.Resource] });
        var (status, problem) = await SendAsync(
            HttpMethod.Post,
            $"{ChangeUrl}/{The.Customer}/{change.Id}/approve",
            await PersonTokenAsync(The.DailyLeader)
        );
        (status, Code(problem)).ShouldBe((HttpStatusCode.BadRequest, "AUTH-00059"));
        World.SystemUsers.Find(The.SystemUser)!.Rights.ShouldBe([The.Resource]);
    }

    [Fact]
    public async Task Delegations_follow_when_the_packages_of_an_agent_change()
    {
        const string Lonn = "urn:altinn:accesspackage:regnskapsforer-lonn";
        Change(draft =>
            draft.Put(World.Systems.Find(The.AgentSystem)! with { AccessPackages = [The.AgentPackage, Lonn] })
        );
        var change = PutChange(row =>
            row with
            {
                SystemUserId = The.Agent,
                SystemId = The.AgentSystem,
                Party = The.Accountant,
                RequiredAccessPackages = [Lonn],
                UnwantedAccessPackages = [The.AgentPackage],
            }
        );
        await SendAsync(
            HttpMethod.Post,
            $"{ChangeUrl}/{The.Accountant}/{change.Id}/approve",
            await PersonTokenAsync(The.ClientAdministrator)
        );
        World.Delegations.Find(ClientDelegation.KeyOf(The.Agent, The.Client))!.AccessPackages.ShouldBe([Lonn]);
        Decision(await AskAsync(The.Agent, The.Client)).ShouldBe("NotApplicable");
    }

    [Theory]
    [InlineData("/authentication/api/v1/systemuser/request/310904473/rubbish/approve")]
    [InlineData("/authentication/api/v1/systemuser/request/agent/310904473/1/reject")]
    [InlineData("/authentication/api/v1/systemuser/changerequest/310904473/-/approve")]
    [InlineData("/sandbox/systemuser/310904473/rubbish/notices/1/approve")]
    [InlineData("/sandbox/systemuser/310904473/33a0911a-5459-456f-bc57-3d37ef9a016c/notices/x/dismiss")]
    public async Task Answer_is_refused_when_the_id_is_not_a_uuid(string path)
    {
        var (status, problem) = await SendAsync(HttpMethod.Post, path, await PersonTokenAsync(The.DailyLeader));
        status.ShouldBe(HttpStatusCode.BadRequest);
        Code(problem).ShouldBe("SANDBOX-00006");
    }

    [Theory]
    [InlineData("nobody")]
    [InlineData("314250052")]
    public async Task Answer_is_refused_before_all_else_when_the_person_does_not_govern_the_organization(string party)
    {
        var (status, problem) = await SendAsync(
            HttpMethod.Post,
            $"/authentication/api/v1/systemuser/request/agent/{party}/1/reject",
            await PersonTokenAsync(The.DailyLeader)
        );
        status.ShouldBe(HttpStatusCode.Forbidden);
        Code(problem).ShouldBe("SANDBOX-00012");
    }

    [Fact]
    public async Task Answer_is_refused_when_the_token_is_not_a_persons()
    {
        var request = PutRequest();
        var url = $"{Url}/{The.Customer}/{request.Id}/approve";
        (await SendAsync(HttpMethod.Post, url)).Status.ShouldBe(HttpStatusCode.Unauthorized);
        (await SendAsync(HttpMethod.Post, url, "rubbish")).Status.ShouldBe(HttpStatusCode.Unauthorized);
        var organization = await OrganizationTokenAsync(The.Customer, "altinn:portal/enduser");
        (await SendAsync(HttpMethod.Post, url, organization)).Status.ShouldBe(HttpStatusCode.Forbidden);
        var noScope = await Host.Http.GetStringAsync(
            $"/api/GetPersonalToken?pid={The.DailyLeader}&scopes=openid",
            Cancelled
        );
        (await SendAsync(HttpMethod.Post, url, noScope)).Status.ShouldBe(HttpStatusCode.Forbidden);
        var old = await PersonTokenAsync(The.DailyLeader);
        Clock.Advance(TimeSpan.FromMinutes(31));
        (await SendAsync(HttpMethod.Post, url, old)).Status.ShouldBe(HttpStatusCode.Unauthorized);
        World.Requests.Find(request.Id)!.Status.ShouldBe(RequestStatus.New);
    }

    private UserChangeRequest PutChange(Func<UserChangeRequest, UserChangeRequest> with)
    {
        var change = with(
            new UserChangeRequest
            {
                Id = Guid.NewGuid(),
                SystemUserId = The.SystemUser,
                SystemId = The.System,
                Party = The.Customer,
                ExternalRef = "seeded",
                Created = Clock.GetUtcNow(),
            }
        );
        Change(draft => draft.Put(change));
        return change;
    }

    private async Task<(HttpStatusCode Status, JsonElement Body)> AnswerAsync(
        string pid,
        string party,
        Guid id,
        string answer
    ) => await SendAsync(HttpMethod.Post, $"{Url}/{party}/{id}/{answer}", await PersonTokenAsync(pid));

    private async Task ShouldBeRefusedAsync(
        string pid,
        Guid id,
        string answer,
        int status,
        string code,
        string party = The.Customer
    )
    {
        var (actual, problem) = await AnswerAsync(pid, party, id, answer);
        ((int)actual, Code(problem)).ShouldBe((status, code));
    }

    private static string? Code(JsonElement problem) => problem.GetProperty("code").GetString();
}
