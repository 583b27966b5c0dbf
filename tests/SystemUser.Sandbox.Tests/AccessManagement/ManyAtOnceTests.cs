using System.Net;
using SystemUser.Sandbox.Tests.Authentication;
using SystemUser.Sandbox.Tests.World;
using SystemUser.Sandbox.World.Internal;
using SystemUser.Sandbox.World.Internal.Model;

namespace SystemUser.Sandbox.Tests.AccessManagement;

/// <summary>Approvals, deletions and resets at once: each is answered, and the world is one that they could have made one after another.</summary>
public sealed class ManyAtOnceTests : VendorTest
{
    private const int Many = 40;

    [Fact]
    public async Task One_approval_of_each_request_counts_when_three_come_at_once()
    {
        var person = await PersonTokenAsync(The.DailyLeader);
        var requests = await AskAllAsync();

        var answers = await Task.WhenAll(
            requests.SelectMany(id =>
                Enumerable.Range(0, 3).Select(_ => TryAsync(HttpMethod.Post, Approval(id), person))
            )
        );

        answers.Count(status => status == HttpStatusCode.OK).ShouldBe(Many);
        answers.Count(status => status == HttpStatusCode.Conflict).ShouldBe(2 * Many);
        requests.ShouldAllBe(id => World.Requests.Find(id)!.Status == RequestStatus.Accepted);
        UsersOfTest().Count().ShouldBe(Many);
    }

    [Fact]
    public async Task A_request_is_answered_once_when_it_is_approved_rejected_and_withdrawn_at_once()
    {
        var person = await PersonTokenAsync(The.DailyLeader);
        var requests = await AskAllAsync();

        var answers = await Task.WhenAll(
            requests.SelectMany(id =>
                new[]
                {
                    TryAsync(HttpMethod.Post, Approval(id), person),
                    TryAsync(HttpMethod.Post, Approval(id).Replace("approve", "reject"), person),
                    TryAsync(HttpMethod.Delete, $"{Requests}/{id}", Token),
                }
            )
        );

        answers.ShouldAllBe(status => (int)status < 500);
        var accepted = requests.Count(id => World.Requests.Find(id) is { Status: RequestStatus.Accepted });
        UsersOfTest().Count().ShouldBe(accepted);
    }

    [Fact]
    public async Task Every_system_user_is_gone_when_all_are_deleted_twice_at_once()
    {
        var person = await PersonTokenAsync(The.DailyLeader);
        foreach (var id in await AskAllAsync())
        {
            (await TryAsync(HttpMethod.Post, Approval(id), person)).ShouldBe(HttpStatusCode.OK);
        }

        var answers = await Task.WhenAll(
            UsersOfTest()
                .ToArray()
                .SelectMany(user =>
                    Enumerable
                        .Range(0, 2)
                        .Select(_ => TryAsync(HttpMethod.Delete, $"{Base}systemuser/{The.Customer}/{user.Id}", person))
                )
        );

        answers.Count(status => status == HttpStatusCode.Accepted).ShouldBeGreaterThanOrEqualTo(Many);
        answers.ShouldAllBe(status => (int)status < 500);
        UsersOfTest().ShouldBeEmpty();
    }

    [Fact]
    public async Task The_world_is_the_first_again_when_it_is_reset_amid_all_that()
    {
        var person = await PersonTokenAsync(The.DailyLeader);
        var requests = await AskAllAsync();

        var answers = await Task.WhenAll(
            requests.SelectMany(
                (id, i) =>
                    new[]
                    {
                        TryAsync(HttpMethod.Post, Approval(id), person),
                        TryAsync(HttpMethod.Delete, $"{Requests}/{id}", Token),
                        i % 10 == 0
                            ? TryAsync(HttpMethod.Post, "/sandbox/reset", null)
                            : TryAsync(HttpMethod.Get, $"{Requests}/{id}", Token),
                    }
            )
        );

        answers.ShouldAllBe(status => (int)status < 500);
        World.SystemUsers.All.ShouldAllBe(user =>
            World.Systems.Find(user.SystemId) != null && World.Organizations.Find(user.Owner) != null
        );
        UsersOfTest().ShouldAllBe(user => requests.Contains(RequestOf(user)));
        (await TryAsync(HttpMethod.Post, "/sandbox/reset", null)).ShouldBe(HttpStatusCode.NoContent);
        UsersOfTest().ShouldBeEmpty();
        World.Requests.All.ShouldAllBe(request => !requests.Contains(request.Id));
    }

    private static string Approval(Guid request) => $"{Base}systemuser/request/{The.Customer}/{request}/approve";

    private async Task<Guid[]> AskAllAsync()
    {
        var asked = await Task.WhenAll(
            Enumerable
                .Range(0, Many)
                .Select(i => PostAsync(Requests, NewRequest(externalRef: $"at once {i}"), HttpStatusCode.Created))
        );
        return [.. asked.Select(request => request.GetProperty("id").GetGuid())];
    }

    private IEnumerable<RegisteredSystemUser> UsersOfTest() =>
        World
            .SystemUsers.Where(By.SystemUserOwner, The.Customer)
            .Where(user => !user.IsDeleted && user.ExternalRef.StartsWith("at once", StringComparison.Ordinal));

    private Guid RequestOf(RegisteredSystemUser user) =>
        World.Requests.All.Single(request => request.ExternalRef == user.ExternalRef).Id;

    private async Task<HttpStatusCode> TryAsync(HttpMethod method, string path, string? token) =>
        (await SendAsync(method, path, token)).Status;
}
