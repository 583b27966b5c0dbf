using KravOgBetalingerApi.Tests.Support;
using SystemUser.Sandbox.Wire;
using SystemUser.Sandbox.Wire.Scripted;

namespace KravOgBetalingerApi.Tests.Examples;

#pragma warning disable xUnit1051 // The guide leaves the token of the test out.

/// <summary>The snippets of the guide to testing.</summary>
[Collection(Alone.Name)]
public sealed class TestingExamples
{
    [Fact]
    public void A_test_says_what_the_decision_point_decides()
    {
        using var sandbox = new ScriptedSandbox();
        var release = new TaskCompletionSource();

        sandbox.Pdp.Permit(); // everything, demanding level 3 as most policies do
        sandbox.Pdp.For(party: "312714051").NotApplicable(); // the newest that matches counts
        sandbox.Pdp.When(question => question.ActionId == "write").Deny();
        sandbox.Pdp.Always.Permit(level: 4, organizationLevel: 3);
        sandbox.Pdp.Always.PermitWith(PdpObligation.Of("urn:example:new", "yes"));
        sandbox.Pdp.Always.Indeterminate(PdpStatus.MissingAttribute);
        sandbox.Pdp.Next.Deny(); // used up first, in the order they were arranged
        sandbox.Pdp.Always.Times(2).Fail(503, retryAfter: TimeSpan.FromSeconds(2));
        sandbox.Pdp.Next.Respond("<html>…</html>", contentType: "text/html");
        sandbox.Pdp.Next.Drop(); // the connection
        sandbox.Pdp.Next.After(TimeSpan.FromSeconds(4)).Permit(); // on the clock of the sandbox
        sandbox.Pdp.Next.HeldUntil(release.Task).Permit();

        sandbox.Calls.ShouldBeEmpty();
    }
}
