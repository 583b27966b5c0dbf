using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeFixes;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Testing;
using Microsoft.CodeAnalysis.Diagnostics;
using Microsoft.CodeAnalysis.Testing;

namespace SystemUser.AspNetCore.Analyzers.Tests.Support;

/// <summary>Runs all analyzers over source in which <c>{|SYSUSER001:…|}</c> marks what they report, and nothing else is reported.</summary>
internal sealed class Analyzed : CSharpCodeFixTest<DemandAnalyzer, EmptyCodeFixProvider, DefaultVerifier>
{
    private const string Usings = """
        global using System;
        global using System.Linq;
        global using System.Threading;
        global using System.Threading.Tasks;
        global using Microsoft.AspNetCore.Authorization;
        global using Microsoft.AspNetCore.Builder;
        global using Microsoft.AspNetCore.Http;
        global using Microsoft.AspNetCore.Mvc;
        global using Microsoft.AspNetCore.Routing;
        global using Microsoft.Extensions.DependencyInjection;
        global using Microsoft.Extensions.Hosting;
        global using SystemUser.AspNetCore.Authorization;
        global using SystemUser.AspNetCore.Claims;
        global using SystemUser.AspNetCore.Decisions;
        """;

    private static readonly string[] s_referenced =
    [
        "System",
        "Microsoft.AspNetCore",
        "Microsoft.Extensions",
        "Microsoft.Net",
        "netstandard",
        "mscorlib",
        "SystemUser.AspNetCore",
        "SystemUser.Sandbox",
        "FastEndpoints",
        "Carter",
        "Grpc",
        "Microsoft.Azure.Functions",
    ];

    private static readonly MetadataReference[] s_references =
    [
        .. ((string)AppContext.GetData("TRUSTED_PLATFORM_ASSEMBLIES")!)
            .Split(Path.PathSeparator)
            .Where(path => s_referenced.Any(name => Path.GetFileName(path).StartsWith(name, StringComparison.Ordinal)))
            .Where(path => !Path.GetFileName(path).Contains("Analyzers", StringComparison.Ordinal))
            .Select(path => MetadataReference.CreateFromFile(path)),
    ];

    private static readonly DiagnosticAnalyzer[] s_analyzers = [.. All<DiagnosticAnalyzer>()];
    private static readonly CodeFixProvider[] s_fixes = [.. All<CodeFixProvider>()];

    private Analyzed(string source, string? mended)
    {
        MarkupOptions = MarkupOptions.UseFirstDescriptor; // several analyzers report one rule
        ReferenceAssemblies = new ReferenceAssemblies("net10.0");
        TestCode = source;
        TestState.OutputKind = OutputOf(source);
        Add(TestState);
        if (mended is not null)
        {
            FixedCode = mended;
            FixedState.OutputKind = OutputOf(mended);
            Add(FixedState);
        }
    }

    /// <summary>Gets the rules, in order.</summary>
    public static IReadOnlyList<DiagnosticDescriptor> Rules { get; } =
    [.. s_analyzers.SelectMany(analyzer => analyzer.SupportedDiagnostics).Distinct().OrderBy(rule => rule.Id)];

    /// <summary>Gets or sets the symbols that are defined.</summary>
    public IReadOnlyList<string> Symbols { get; init; } = ["DEBUG"];

    public static Task VerifyAsync(string source, params DiagnosticResult[] expected) =>
        VerifyAsync(source, mended: null, symbols: ["DEBUG"], expected);

    public static Task VerifyFixAsync(string source, string mended) => VerifyAsync(source, mended, symbols: ["DEBUG"]);

    public static Task VerifyAsync(
        string source,
        string? mended,
        IReadOnlyList<string> symbols,
        params DiagnosticResult[] expected
    )
    {
        var test = new Analyzed(source, mended) { Symbols = symbols };
        test.ExpectedDiagnostics.AddRange(expected);
        return test.RunAsync(TestContext.Current.CancellationToken);
    }

    /// <summary>Gets the ids of what is reported in source that compiles.</summary>
    public static async Task<IReadOnlyList<string>> ReportAsync(string source)
    {
        var options = new CSharpParseOptions(LanguageVersion.Preview, preprocessorSymbols: ["DEBUG"]);
        var compilation = CSharpCompilation.Create(
            "Example",
            [CSharpSyntaxTree.ParseText(source, options), CSharpSyntaxTree.ParseText(Usings, options)],
            s_references,
            new CSharpCompilationOptions(OutputOf(source))
        );
        compilation.GetDiagnostics().Where(fault => fault.Severity is DiagnosticSeverity.Error).ShouldBeEmpty();
        var found = await compilation
            .WithAnalyzers([.. s_analyzers])
            .GetAnalyzerDiagnosticsAsync(TestContext.Current.CancellationToken);
        return [.. found.Select(diagnostic => diagnostic.Id)];
    }

    /// <summary>Verifies source that refers to a project with other source.</summary>
    public static Task VerifyBesideAsync(string project, string source)
    {
        var test = new Analyzed(source, mended: null);
        Add(test.TestState.AdditionalProjects["Beside"]);
        test.TestState.AdditionalProjects["Beside"].Sources.Add(project);
        test.TestState.AdditionalProjectReferences.Add("Beside");
        return test.RunAsync(TestContext.Current.CancellationToken);
    }

    protected override IEnumerable<DiagnosticAnalyzer> GetDiagnosticAnalyzers() => s_analyzers;

    protected override IEnumerable<CodeFixProvider> GetCodeFixProviders() => s_fixes;

    protected override ParseOptions CreateParseOptions() =>
        new CSharpParseOptions(LanguageVersion.Preview, DocumentationMode.None, preprocessorSymbols: Symbols);

    private static IEnumerable<T> All<T>() =>
        typeof(DemandAnalyzer)
            .Assembly.GetTypes()
            .Where(type => typeof(T).IsAssignableFrom(type) && !type.IsAbstract)
            .Select(type => (T)Activator.CreateInstance(type)!);

    // What has statements of its own is an app.
    private static OutputKind OutputOf(string source) =>
        source.Split('\n').Any(line => line.StartsWith("var ", StringComparison.Ordinal))
            ? OutputKind.ConsoleApplication
            : OutputKind.DynamicallyLinkedLibrary;

    private static void Add(ProjectState state)
    {
        state.AdditionalReferences.AddRange(s_references);
        state.Sources.Add(("Usings.cs", Usings));
    }
}
