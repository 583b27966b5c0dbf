using Microsoft.AspNetCore.Builder;
using SystemUser.AspNetCore.Tests.Authorization;
using SystemUser.Sandbox.Wire.Scripted;

namespace SystemUser.AspNetCore.Tests.Diagnostics;

public sealed class LogInjectionTests
{
    [Theory]
    [InlineData(
        "ObligationNotMet",
        403,
        """{"Decision":"Permit","Obligations":[{"AttributeAssignment":[{"Category":"a\ninfo: b","Value":"1"}]}]}"""
    )]
    [InlineData(
        "DecisionIndeterminate",
        503,
        """{"Decision":"Indeterminate","Status":{"StatusCode":{"Value":"a\ninfo: b"}}}"""
    )]
    public async Task Control_characters_from_the_decision_point_are_replaced_in_the_log(
        string eventName,
        int status,
        string result
    )
    {
        await using var door = await Door.OpenAsync(app =>
            app.MapGet("/", () => "in").RequireSystemUserRight(Door.Resource)
        );
        door.Sandbox.Pdp.Always.Respond($$"""{"Response":[{{result}}]}""");

        (await door.GetAsync("/", door.Token())).Status.ShouldBe(status);

        var line = door.Log.Of(eventName).ShouldHaveSingleItem();
        line.ShouldContain("a\ufffdinfo: b");
        line.ShouldNotContain("\n");
    }
}
