using System.Text.RegularExpressions;

namespace SystemUser.Sandbox.Tests.Conventions;

/// <summary>Wire knows nobody, World knows Wire, an area knows both; Hosting alone puts the areas together.</summary>
public sealed partial class LayerTests
{
    private static readonly Dictionary<string, string[]> s_areas = new()
    {
        ["Maskinporten"] = [],
        ["IdPorten"] = [],
        ["Authentication"] = [],
        // What it decides goes into the log.
        ["Authorization"] = ["DecisionLog"],
        // It shows people what vendors have asked for.
        ["AccessManagement"] = ["Authentication"],
        ["ResourceRegistry"] = [],
        ["DecisionLog"] = [],
        ["Faults"] = [],
        ["Seeding"] = [],
        ["TestTokens"] = [],
        // It talks to a sandbox from outside.
        ["Tool"] = [],
        // A reset also clears what these hold outside the world.
        ["Reset"] = ["DecisionLog", "Faults", "Traffic"],
        ["Time"] = [],
        ["Traffic"] = [],
        // Its pages do by hand what these do over HTTP.
        ["Portal"] = ["AccessManagement", "Authentication", "Maskinporten"],
        ["Workbench"] = ["Authentication", "Authorization", "DecisionLog", "Faults", "Time", "Traffic"],
    };

    [Fact]
    public void A_folder_uses_only_the_layers_below_it()
    {
        var faults =
            from file in SandboxSources.Files(".cs", ".razor")
            let folder = file.Folder.Split('/')[0]
            where folder is not ("" or "Hosting") // the entry points, and what composes
            from Match use in InternalNamespace().Matches(file.Text)
            let used = use.Groups["folder"].Value
            where used != folder && !MayUse(folder, used)
            select $"{file.Path} uses {used}";

        faults.Distinct().ShouldBeEmpty();
    }

    [Fact]
    public void Every_folder_is_a_layer_or_an_area()
    {
        var folders = SandboxSources.Files(".cs", ".razor").Select(file => file.Folder.Split('/')[0]).Distinct();

        folders.ShouldBe(["", "Diagnostics", "Hosting", "Wire", "World", .. s_areas.Keys], ignoreOrder: true);
    }

    private static bool MayUse(string folder, string used) =>
        used == "Diagnostics"
        || folder switch
        {
            "Diagnostics" or "Wire" => false,
            "World" => used == "Wire",
            _ => used is "Wire" or "World" || s_areas[folder].Contains(used),
        };

    // In a using, or half qualified in code.
    [GeneratedRegex(
        @"using (static )?SystemUser\.Sandbox\.(?<folder>[A-Z]\w+)\b|(?<![\w.])(?<folder>[A-Z]\w+)\.Internal\."
    )]
    private static partial Regex InternalNamespace();
}
