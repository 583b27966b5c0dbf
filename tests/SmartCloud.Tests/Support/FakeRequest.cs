namespace SmartCloud.Tests.Support;

/// <summary>A system-user request in the fake world.</summary>
internal sealed class FakeRequest(string externalRef)
{
    public Guid Id { get; } = Guid.NewGuid();

    public string ExternalRef => externalRef;

    public Guid SystemUserId { get; } = Guid.NewGuid();

    public string Status { get; private set; } = "New";

    public bool HasSystemUser { get; private set; }

    public string ConfirmUrl =>
        $"https://am.ui.tt02.altinn.no/accessmanagement/ui/systemuser/request?id={Id}&DONTCHOOSEREPORTEE=true";

    public string Json =>
        $$"""{"id":"{{Id}}","externalRef":"{{externalRef}}","status":"{{Status}}","confirmUrl":"{{ConfirmUrl}}","timedOut":{{(Status == "Timedout" ? "true" : "false")}} }""";

    public void Approve()
    {
        Status = "Accepted";
        HasSystemUser = true;
    }

    public void Answer(string status) => Status = status;

    public void Revoke() => HasSystemUser = false;
}
