using System.Diagnostics.CodeAnalysis;
using System.Reflection;

namespace SystemUser.AspNetCore.Start.Internal;

/// <summary>The assemblies of an app that may carry demands: its own and those that it refers to, as far as they refer to the package.</summary>
[RequiresUnreferencedCode("What it finds may be trimmed.")]
internal static class AppAssemblies
{
    private static readonly string s_package = typeof(AppAssemblies).Assembly.GetName().Name!;

    // Neither do these refer to the package, nor is a class served by a framework that derives from theirs.
    private static readonly string[] s_platform =
    [
        "System",
        "Microsoft.AspNetCore",
        "Microsoft.Extensions",
        "Microsoft.CSharp",
        "Microsoft.VisualBasic",
        "Microsoft.Win32",
        "mscorlib",
        "netstandard",
        "FSharp.Core",
        "SystemUser.AspNetCore",
    ];

    // These do serve classes, by names that look like the platform's.
    private static readonly string[] s_frameworks =
    [
        "System.ServiceModel",
        "System.Web",
        "Microsoft.AspNetCore.Components",
    ];

    /// <summary>Finds the assemblies; none if the app's own cannot be loaded.</summary>
    public static IReadOnlyList<Assembly> Find(string? app)
    {
        var found = new List<Assembly>();
        if (app is null || Load(new AssemblyName(app)) is not { } first)
        {
            return found;
        }

        var seen = new HashSet<string>(StringComparer.OrdinalIgnoreCase) { app };
        var open = new Stack<Assembly>([first]);
        while (open.TryPop(out var assembly))
        {
            var references = assembly.GetReferencedAssemblies();
            if (assembly == first || Array.Exists(references, reference => reference.Name == s_package))
            {
                found.Add(assembly);
            }

            foreach (var reference in references.Where(name => !IsPlatform(name.Name!) && seen.Add(name.Name!)))
            {
                if (Load(reference) is { } loaded)
                {
                    open.Push(loaded);
                }
            }
        }

        return found;
    }

    /// <summary>Tells whether an assembly is .NET's, ASP.NET Core's or the package's own.</summary>
    public static bool IsPlatform(string assembly) =>
        s_platform.Any(name => IsOf(assembly, name)) && !s_frameworks.Any(name => IsOf(assembly, name));

    private static bool IsOf(string assembly, string name) =>
        assembly.StartsWith(name, StringComparison.Ordinal)
        && (assembly.Length == name.Length || assembly[name.Length] == '.');

    private static Assembly? Load(AssemblyName name)
    {
        try
        {
            return Assembly.Load(name);
        }
        catch (Exception exception) when (exception is IOException or BadImageFormatException)
        {
            return null; // what is not there is not run
        }
    }
}
