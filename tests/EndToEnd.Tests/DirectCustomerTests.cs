using System.Net;
using EndToEnd.Tests.Support;

namespace EndToEnd.Tests;

/// <summary>SmartCloud, TILFELDIG SUBTIL APE and its daily leader STADIG KONSERT.</summary>
public sealed class DirectCustomerTests(Stage stage)
{
    private const string Ape = Vendor.Ape;

    [Fact]
    public async Task Invites_is_approved_shows_the_claims_and_is_refused_once_revoked()
    {
        await stage.BeginAsync();
        await using var vendor = await Visitor.ArriveAsync(stage);
        await vendor.RegisterAsync();
        await vendor.PictureAsync("smartcloud-setup");
        await vendor.OpenAsync($"customers/{Ape}");
        await vendor.PictureAsync("smartcloud-not-connected");
        var request = await vendor.ConnectAsync(Ape);

        await vendor.OpenAsync("receipt");
        (await vendor.StatusAsync()).ShouldBe("Waiting");
        await vendor.OpenAsync($"customers/{Ape}/claims");
        (await vendor.FailureAsync()).ShouldBe("NotApprovedYet");
        await vendor.PictureAsync("smartcloud-not-approved-yet");
        await vendor.OpenAsync($"customers/{Ape}");
        await vendor.PictureAsync("smartcloud-waiting");

        (await stage.People.ApproveAsync(Person.StadigKonsert, Ape, request)).StatusCode.ShouldBe(HttpStatusCode.OK);
        await vendor.OpenAsync("receipt");
        (await vendor.StatusAsync()).ShouldBe("Connected");
        await vendor.PictureAsync("smartcloud-receipt");
        await vendor.FollowAsync(vendor.Link("Se kravene"));
        (await vendor.FailureAsync()).ShouldBeNull(stage.Logs);
        (await vendor.Page.Locator("tr[data-claim]").CountAsync()).ShouldBeGreaterThan(0);
        (await vendor.Page.Locator("[data-saldo]").InnerTextAsync()).ShouldEndWith("kr");
        await vendor.PictureAsync("smartcloud-claims");
        await vendor.FollowAsync(vendor.Link("Se innbetalingene"));
        (await vendor.FailureAsync()).ShouldBeNull();
        await vendor.PictureAsync("smartcloud-payments");

        var systemUser = await stage.People.FindSystemUserAsync(
            Person.StadigKonsert,
            Ape,
            await vendor.ExternalRefAsync(Ape)
        );
        (await stage.People.RevokeAsync(Person.StadigKonsert, Ape, systemUser)).IsSuccessStatusCode.ShouldBeTrue();
        await vendor.OpenAsync($"customers/{Ape}/claims");
        (await vendor.FailureAsync()).ShouldBe("Revoked");
        await vendor.PictureAsync("smartcloud-revoked");
        await vendor.OpenAsync("");
        (await vendor.StatusAsync(Ape)).ShouldBe("Revoked");
        await vendor.PictureAsync("smartcloud-customers");
        vendor.Complaints.ShouldBeEmpty();
    }

    [Fact]
    public async Task Can_be_connected_anew_after_a_refusal_and_after_a_revocation()
    {
        await stage.BeginAsync();
        await using var vendor = await Visitor.ArriveAsync(stage);
        await vendor.RegisterAsync();
        var refused = await vendor.ConnectAsync(Ape);
        (await stage.People.RejectAsync(Person.StadigKonsert, Ape, refused)).StatusCode.ShouldBe(HttpStatusCode.OK);
        await vendor.OpenAsync("receipt");
        (await vendor.StatusAsync()).ShouldBe("Refused");

        var approved = await vendor.ConnectAsync(Ape);
        approved.ShouldNotBe(refused);
        await stage.People.ApproveAsync(Person.StadigKonsert, Ape, approved);
        await vendor.OpenAsync("receipt");
        (await vendor.StatusAsync()).ShouldBe("Connected");

        var reference = await vendor.ExternalRefAsync(Ape);
        var systemUser = await stage.People.FindSystemUserAsync(Person.StadigKonsert, Ape, reference);
        await stage.People.RevokeAsync(Person.StadigKonsert, Ape, systemUser);
        await vendor.OpenAsync($"customers/{Ape}");
        await vendor.PressAsync("Spør Altinn på nytt");
        (await vendor.StatusAsync()).ShouldBe("Revoked");

        var again = await vendor.ConnectAsync(Ape);
        await stage.People.ApproveAsync(Person.StadigKonsert, Ape, again);
        await vendor.OpenAsync("receipt");
        (await vendor.StatusAsync()).ShouldBe("Connected");
        await vendor.OpenAsync($"customers/{Ape}/claims");
        (await vendor.FailureAsync()).ShouldBeNull(stage.Logs);
    }

    [Fact]
    public async Task The_wrong_person_cannot_approve()
    {
        await stage.BeginAsync();
        await using var vendor = await Visitor.ArriveAsync(stage);
        await vendor.RegisterAsync();
        var request = await vendor.ConnectAsync(Ape);

        foreach (var wrong in new[] { Person.RettvisTrapes, Person.Pia, Person.DressMinst })
        {
            (await stage.People.ApproveAsync(wrong, Ape, request)).StatusCode.ShouldBe(
                HttpStatusCode.Forbidden,
                wrong.Name
            );
        }

        // Nor can a daily leader answer for an organization of hers what was asked of another.
        var foreign = await stage.People.ApproveAsync(Person.Pia, "311004174", request);
        foreign.IsSuccessStatusCode.ShouldBeFalse();
        await vendor.OpenAsync("receipt");
        (await vendor.StatusAsync()).ShouldBe("Waiting");
    }

    [Fact]
    public async Task Two_who_approve_at_once_make_one_system_user()
    {
        await stage.BeginAsync();
        await using var vendor = await Visitor.ArriveAsync(stage);
        await vendor.RegisterAsync();
        var request = await vendor.ConnectAsync(Ape);

        var answers = await Task.WhenAll(
            Enumerable.Range(0, 8).Select(_ => stage.People.ApproveAsync(Person.StadigKonsert, Ape, request))
        );

        answers.Count(answer => answer.IsSuccessStatusCode).ShouldBe(1);
        answers
            .Where(answer => !answer.IsSuccessStatusCode)
            .ShouldAllBe(answer => answer.StatusCode == HttpStatusCode.Conflict);
        await vendor.OpenAsync("receipt");
        (await vendor.StatusAsync()).ShouldBe("Connected");
        // Single within: more than one of the name would fail.
        await stage.People.FindSystemUserAsync(Person.StadigKonsert, Ape, await vendor.ExternalRefAsync(Ape));
    }

    [Fact]
    public async Task Double_clicks_and_the_back_button_make_no_second_request()
    {
        await stage.BeginAsync();
        await using var vendor = await Visitor.ArriveAsync(stage);
        await vendor.RegisterAsync();
        await vendor.OpenAsync($"customers/{Ape}");
        var request = await vendor.GoToAltinnAsync(() => vendor.Button("Koble til").DblClickAsync());

        await vendor.LeaveAsync(() => vendor.Page.EvaluateAsync("history.back()"));
        await vendor.Page.ReloadAsync();
        (await vendor.StatusAsync()).ShouldBe("Waiting");
        var confirm = await vendor.Page.Locator("[data-confirm]").GetAttributeAsync("href");
        confirm.ShouldNotBeNull().ShouldContain($"id={request}");

        await using var colleague = await Visitor.ArriveAsync(stage);
        await colleague.OpenAsync($"customers/{Ape}");
        (await colleague.Page.Locator("[data-confirm]").GetAttributeAsync("href")).ShouldBe(confirm);
    }

    [Fact]
    public async Task A_form_left_open_while_another_connects_does_no_harm()
    {
        await stage.BeginAsync();
        await using var vendor = await Visitor.ArriveAsync(stage);
        await using var colleague = await Visitor.ArriveAsync(stage);
        await vendor.RegisterAsync();
        await colleague.OpenAsync($"customers/{Ape}");
        var request = await vendor.ConnectAsync(Ape);
        await stage.People.ApproveAsync(Person.StadigKonsert, Ape, request);
        await vendor.OpenAsync("receipt");

        await colleague.PressAsync("Koble til");

        (await colleague.StatusAsync()).ShouldBe("Connected");
        new Uri(colleague.Page.Url).AbsolutePath.ShouldBe($"/customers/{Ape}");
    }

    [Fact]
    public async Task A_request_can_be_withdrawn()
    {
        await stage.BeginAsync();
        await using var vendor = await Visitor.ArriveAsync(stage);
        await vendor.RegisterAsync();
        var request = await vendor.ConnectAsync(Ape);
        await vendor.OpenAsync($"customers/{Ape}");

        await vendor.PressAsync("Trekk forespørselen");

        (await vendor.StatusAsync()).ShouldBe("NotConnected");
        (await stage.People.ApproveAsync(Person.StadigKonsert, Ape, request)).IsSuccessStatusCode.ShouldBeFalse();
    }

    [Fact]
    public async Task Remembers_everything_after_being_killed()
    {
        await stage.BeginAsync();
        await using var vendor = await Visitor.ArriveAsync(stage);
        await vendor.RegisterAsync();
        var request = await vendor.ConnectAsync(Ape);

        await stage.KillAndRestartSmartCloudAsync();

        await stage.People.ApproveAsync(Person.StadigKonsert, Ape, request);
        await vendor.OpenAsync("receipt");
        (await vendor.StatusAsync()).ShouldBe("Connected");
        await vendor.OpenAsync($"customers/{Ape}/claims");
        (await vendor.FailureAsync()).ShouldBeNull(stage.Logs);
    }

    [Fact]
    public async Task Passes_on_that_the_api_asks_to_try_again()
    {
        await stage.BeginAsync();
        await using var vendor = await Visitor.ArriveAsync(stage);
        await vendor.RegisterAsync();
        var request = await vendor.ConnectAsync(Ape);
        await stage.People.ApproveAsync(Person.StadigKonsert, Ape, request);
        await vendor.OpenAsync("receipt");
        await stage.BreakAsync("pdp");

        await vendor.OpenAsync($"customers/{Ape}/claims");

        (await vendor.FailureAsync()).ShouldBe("RetryLater");
        (await vendor.Page.Locator("[data-failure]").InnerTextAsync()).ShouldContain("Prøv igjen om");
        await vendor.PictureAsync("smartcloud-retry-later");
    }
}
