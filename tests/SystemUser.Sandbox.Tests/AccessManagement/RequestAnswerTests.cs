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
    public async Task The_daily_leader_approves_and_the_system_user_may_act()
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
    public async Task The_party_may_be_named_by_its_Altinn_number()
    {
        var request = PutRequest();
        var partyId = World.Organizations.Find(The.Customer)!.PartyId;
        (await AnswerAsync(The.DailyLeader, $"{partyId}", request.Id, "approve")).Status.ShouldBe(HttpStatusCode.OK);
    }

    [Fact]
    public async Task A_rejected_request_makes_no_system_user()
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
    public async Task Someone_without_the_right_role_cannot_answer(string pid)
    {
        var request = PutRequest();
        await ShouldBeRefusedAsync(pid, request.Id, "approve", 403, "AUTH-00066");
        await ShouldBeRefusedAsync(pid, request.Id, "reject", 403, "AUTH-00066");
        World.Requests.Find(request.Id)!.Status.ShouldBe(RequestStatus.New);
    }

    [Fact]
    public async Task A_board_member_passes_it_on_and_a_stranger_cannot()
    {
        var request = PutRequest();
        await ShouldBeRefusedAsync(The.Pia, request.Id, "escalate", 403, "AUTH-00016");
        (await AnswerAsync(The.BoardMember, The.Customer, request.Id, "escalate")).Status.ShouldBe(HttpStatusCode.OK);
        World.Requests.Find(request.Id)!.Escalated.ShouldBeTrue();
    }

    [Fact]
    public async Task A_request_to_another_organization_cannot_be_answered()
    {
        var request = PutRequest(party: "311004174");
        await ShouldBeRefusedAsync(The.DailyLeader, request.Id, "approve", 403, "AUTH-00041");
        await ShouldBeRefusedAsync(The.DailyLeader, Guid.NewGuid(), "approve", 404, "AUTH-00010");
    }

    [Fact]
    public async Task A_request_times_out_after_180_days()
    {
        var request = PutRequest();
        Clock.Advance(TimeSpan.FromDays(180) - TimeSpan.FromSeconds(1));
        World.Requests.Find(request.Id)!.IsTimedOut(Clock.GetUtcNow()).ShouldBeFalse();
        Clock.Advance(TimeSpan.FromSeconds(1));
        await ShouldBeRefusedAsync(The.DailyLeader, request.Id, "approve", 409, "AUTH-00013");
    }

    [Fact]
    public async Task Two_who_approve_at_once_make_one_system_user()
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
    public async Task An_existing_system_user_is_not_made_again()
    {
        var request = PutRequest(with: row => row with { ExternalRef = "seeded" });
        await ShouldBeRefusedAsync(The.DailyLeader, request.Id, "approve", 400, "AUTH-00004");
    }

    [Fact]
    public async Task What_is_asked_must_still_be_on_the_system_and_delegable()
    {
        var gone = PutRequest(with: row => row with { Rights = ["ske-innrapportering-boligselskap"] });
        await ShouldBeRefusedAsync(The.DailyLeader, gone.Id, "approve", 400, "AUTH-00001");

        Change(draft => draft.Put(World.Resources.Find(The.Resource)! with { Delegable = false }));
        var request = PutRequest();
        await ShouldBeRefusedAsync(The.DailyLeader, request.Id, "approve", 403, "AUTH-00070");
        World.SystemUsers.Where(By.SystemUserOwner, The.Customer).Count().ShouldBe(1);
    }

    [Fact]
    public async Task An_agent_comes_from_an_agent_request_alone()
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
    public async Task An_agent_is_not_given_ordinary_packages_and_a_standard_one_no_client_packages()
    {
        Change(draft =>
            draft.Put(
                World.Systems.Find(The.AgentSystem)! with
                {
                    AccessPackages = [The.AgentPackage, "urn:altinn:accesspackage:skattegrunnlag"],
                }
            )
        );
        var agent = PutRequest(
            The.Accountant,
            SystemUserKind.Agent,
            row => row with { AccessPackages = ["urn:altinn:accesspackage:skattegrunnlag"] }
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
    public async Task A_change_request_adds_and_removes_when_it_is_approved()
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
    public async Task A_change_request_cannot_take_the_last_right()
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
    public async Task An_agents_clients_follow_its_packages()
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
    [InlineData("request/310904473/rubbish/approve")]
    [InlineData("request/agent/314250052/1/reject")]
    [InlineData("changerequest/310904473/-/approve")]
    [InlineData("310904473/rubbish/notices/1/approve")]
    [InlineData("310904473/33a0911a-5459-456f-bc57-3d37ef9a016c/notices/x/dismiss")]
    [InlineData("request/nobody/33a0911a-5459-456f-bc57-3d37ef9a016c/approve")]
    public async Task Ids_that_are_none_are_refused(string path)
    {
        var (status, problem) = await SendAsync(
            HttpMethod.Post,
            $"/authentication/api/v1/systemuser/{path}",
            await PersonTokenAsync(The.DailyLeader)
        );
        status.ShouldBe(HttpStatusCode.BadRequest);
        Code(problem).ShouldBe(path.Contains("nobody", StringComparison.Ordinal) ? "AUTH-00000" : "SANDBOX-00006");
    }

    [Fact]
    public async Task Answers_need_a_persons_token()
    {
        var request = PutRequest();
        var url = $"{Url}/{The.Customer}/{request.Id}/approve";
        (await SendAsync(HttpMethod.Post, url)).Status.ShouldBe(HttpStatusCode.Unauthorized);
        (await SendAsync(HttpMethod.Post, url, "rubbish")).Status.ShouldBe(HttpStatusCode.Unauthorized);
        var organization = await OrganizationTokenAsync(The.Customer, "altinn:portal/enduser");
        (await SendAsync(HttpMethod.Post, url, organization)).Status.ShouldBe(HttpStatusCode.Unauthorized);
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
