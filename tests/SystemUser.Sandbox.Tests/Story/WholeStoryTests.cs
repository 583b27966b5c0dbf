using System.Net;
using SystemUser.Sandbox.Tests.World;

namespace SystemUser.Sandbox.Tests.Story;

/// <summary>The story from end to end, over HTTP: Maskinporten, Altinn, the people, and an API guarded by the package.</summary>
public sealed class WholeStoryTests : StoryTest
{
    [Fact]
    public async Task Whole_story_holds_from_the_first_scope_to_the_last_client()
    {
        await using var api = await TheProviderPreparesAsync();
        await TheVendorRegistersItsSystemsAsync();
        (await api.GetAsync(Claims, The.Customer, token: null)).ShouldBe("401 token-missing");

        // The customer approves.
        var request = await TheVendorAsksAsync(The.Customer);
        await NoTokenForAsync(The.Customer);
        await AnswerAsync(The.DailyLeader, $"request/{The.Customer}/{request}/approve");
        (await StatusOfAsync(request)).ShouldBe("Accepted");
        var token = await TokenForAsync(The.Customer);
        (await api.GetAsync(Claims, The.Customer, token)).ShouldBe($"200 {The.Customer}");
        (await api.GetAsync(Claims, The.Stranger, token)).ShouldBe("403 right-missing");
        (await api.GetAsync(Payments, The.Customer, token)).ShouldBe("403 right-missing");

        // The vendor's system needs more.
        var systemUser = SystemUserIn(token);
        var change = await TheVendorAsksForMoreAsync(systemUser);
        await AnswerAsync(The.DailyLeader, $"changerequest/{The.Customer}/{change}/approve");
        Clock.Advance(TimeSpan.FromSeconds(5));
        (await api.GetAsync(Payments, The.Customer, token)).ShouldBe($"200 {The.Customer}");

        // The customer withdraws it, and the API knows within the minute for which it remembers.
        await RevokeAsync(The.DailyLeader, The.Customer, systemUser);
        await NoTokenForAsync(The.Customer);
        Clock.Advance(TimeSpan.FromSeconds(60));
        (await api.GetAsync(Claims, The.Customer, token)).ShouldBe("403 right-missing");
        (await api.GetAsync(Payments, The.Customer, token)).ShouldBe("403 right-missing");

        // The customer does not want it again.
        await TheVendorLogsInAsync();
        request = await TheVendorAsksAsync(The.Customer);
        await AnswerAsync(The.DailyLeader, $"request/{The.Customer}/{request}/reject");
        (await StatusOfAsync(request)).ShouldBe("Rejected");
        await NoTokenForAsync(The.Customer);
        await DeleteAsync($"{Requests}/{request}", HttpStatusCode.Accepted);

        // Then the customer does not answer for half a year.
        request = await TheVendorAsksAsync(The.Customer);
        Clock.Advance(TimeSpan.FromDays(180));
        await TheVendorLogsInAsync();
        (await StatusOfAsync(request)).ShouldBe("Timedout");
        await AnswerAsync(The.DailyLeader, $"request/{The.Customer}/{request}/approve", HttpStatusCode.Conflict);
        request = await TheVendorAsksAsync(The.Customer);
        await AnswerAsync(The.DailyLeader, $"request/{The.Customer}/{request}/approve");
        (await api.GetAsync(Claims, The.Customer, await TokenForAsync(The.Customer))).ShouldBe($"200 {The.Customer}");

        // An accountant's agent has the clients that it is given.
        var agentRequest = await TheVendorAsksForAnAgentAsync(The.Accountant);
        await AnswerAsync(The.ClientAdministrator, $"request/agent/{The.Accountant}/{agentRequest}/approve");
        var agentToken = await AgentTokenForAsync(The.Accountant);
        var agent = SystemUserIn(agentToken);
        (await api.GetAsync(Claims, The.Client, agentToken)).ShouldBe("403 right-missing");
        await ClientAsync(HttpMethod.Post, agent, The.Client);
        await ClientAsync(HttpMethod.Post, agent, The.SoleProprietor);
        Clock.Advance(TimeSpan.FromSeconds(5));
        (await api.GetAsync(Claims, The.Client, agentToken)).ShouldBe($"200 {The.Client}");
        (await api.GetAsync(Claims, The.SoleProprietor, agentToken)).ShouldBe($"200 {The.SoleProprietor}");
        (await api.GetAsync(Claims, The.UndelegatedClient, agentToken)).ShouldBe("403 right-missing");
        (await api.GetAsync(Claims, The.Accountant, agentToken)).ShouldBe("403 right-missing");
        await ClientAsync(HttpMethod.Delete, agent, The.Client);
        Clock.Advance(TimeSpan.FromSeconds(60));
        (await api.GetAsync(Claims, The.Client, agentToken)).ShouldBe("403 right-missing");
        (await api.GetAsync(Claims, The.SoleProprietor, agentToken)).ShouldBe($"200 {The.SoleProprietor}");
    }
}
