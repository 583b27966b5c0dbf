namespace SmartCloud.Tests.Support;

/// <summary>A change request in the fake world.</summary>
internal sealed class FakeChange(Guid id)
{
    public Guid Id => id;

    public string Status { get; private set; } = "New";

    public string ConfirmUrl =>
        $"https://am.ui.tt02.altinn.no/accessmanagement/ui/systemuser/changerequest?id={id}&DONTCHOOSEREPORTEE=true";

    public string Json =>
        $$"""{"id":"{{id}}","status":"{{Status}}","confirmUrl":"{{ConfirmUrl}}","timedOut":{{(Status == "Timedout" ? "true" : "false")}} }""";

    public void Answer(string status) => Status = status;
}
