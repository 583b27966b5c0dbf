namespace SystemUser.Sandbox.Workbench.Internal;

/// <summary>The workbench's addresses. That of a trace is named by the refusals of an app in Development.</summary>
internal static class WorkbenchRoutes
{
    public const string Root = "/workbench";
    public const string Stylesheet = Root + "/workbench.css";
    public const string Script = Root + "/workbench.js";
    public const string Log = Root + "/log";
    public const string LogRows = Log + "/rows";
    public const string LogExport = Log + "/export";
    public const string LogClear = Log + "/clear";
    public const string Traces = Root + "/trace";
    public const string Tokens = Root + "/tokens";
    public const string Judge = Tokens + "/judge";
    public const string WhatIf = Root + "/what-if";
    public const string World = Root + "/world";
    public const string WorldExport = World + "/export";
    public const string WorldImport = World + "/import";
    public const string WorldReset = World + "/reset";
    public const string Policies = Root + "/policies";
    public const string Faults = Root + "/faults";
    public const string Clock = Root + "/clock";
    public const string Interfaces = Root + "/interfaces";
    public const string HttpFile = Root + "/sandbox.http";

    // Where these stood when the portal had them.
    public const string DecisionsBefore = "/accessmanagement/ui/sandbox/decisions";
    public const string FaultsBefore = "/accessmanagement/ui/sandbox/faults";

    public static string Call(long number) => FormattableString.Invariant($"{Log}/{number}");

    public static string Trace(string id) => $"{Traces}/{Uri.EscapeDataString(id)}";

    public static string Shelf(string name) => $"{World}/{name}";

    public static string Row(string shelf, string key) => $"{World}/{shelf}/row?key={Uri.EscapeDataString(key)}";

    public static string NewRow(string shelf) => $"{World}/{shelf}/new";

    public static string Policy(string resource) => $"{Policies}/{Uri.EscapeDataString(resource)}";

    public static string Ask(string? systemUser, string? party, string? resource, string? action)
    {
        KeyValuePair<string, string?>[] parts =
        [
            new("systemUser", systemUser),
            new("party", party),
            new("resource", resource),
            new("action", action ?? "read"),
        ];
        return WhatIf + QueryString.Create(parts);
    }
}
