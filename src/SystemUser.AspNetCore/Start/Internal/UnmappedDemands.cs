using System.Diagnostics.CodeAnalysis;
using System.Reflection;
using System.Runtime.CompilerServices;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.AspNetCore.SignalR;
using Microsoft.Extensions.Logging;
using SystemUser.AspNetCore.Authorization.Internal;
using SystemUser.AspNetCore.Diagnostics.Internal;

namespace SystemUser.AspNetCore.Start.Internal;

/// <summary>Finds demands on classes of the app that no endpoint carries: a framework that does not read them lets everybody in.</summary>
/// <remarks>
/// Controllers, page models, hubs, gRPC services and plain handlers carry their attributes as soon as they are mapped; not mapped, they are
/// warned of. A class that another framework serves stops the start.
/// </remarks>
[RequiresUnreferencedCode("It looks at types and methods that nobody may call.")]
internal sealed class UnmappedDemands(
    IReadOnlyList<Assembly> assemblies,
    IReadOnlyList<SurveyedEndpoint> endpoints,
    ISet<Type> ignored,
    ILogger logger
)
{
    private const BindingFlags Methods =
        BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.Instance | BindingFlags.Static;

    // The mark of Grpc.AspNetCore's services, which the package does not depend on.
    private const string GrpcMark = "Grpc.Core.BindServiceMethodAttribute";

    private readonly Dictionary<Type, PropertyInfo[]> _typeProperties = [];

    public IReadOnlyList<(string Where, StartFault Fault)> Find()
    {
        Type[] demanding = [.. assemblies.SelectMany(TypesOf).Where(type => IsServable(type) && IsDemanding(type))];
        if (demanding.Length == 0)
        {
            return [];
        }

        var served = endpoints.Select(endpoint => (Endpoint: endpoint, Classes: ClassesOf(endpoint))).ToList();
        var faults = new List<(string, StartFault)>();
        foreach (var type in demanding.Where(type => !ignored.Contains(type)))
        {
            var own = served
                .Where(pair => pair.Classes.Any(each => IsOrDerives(each, type)))
                .Select(pair => pair.Endpoint)
                .ToList();
            if (DemandsOf(type).All(demand => own.Exists(endpoint => Carries(endpoint, demand))))
            {
                continue;
            }

            if (FrameworkOf(type) is { } framework)
            {
                faults.Add((NameOf(type), StartFaults.NotEvaluated(framework)));
            }
            else
            {
                logger.DemandUnmapped(NameOf(type));
            }
        }

        return faults;
    }

    private static IEnumerable<Type> TypesOf(Assembly assembly)
    {
        try
        {
            return assembly.GetTypes();
        }
        catch (ReflectionTypeLoadException exception)
        {
            return exception.Types.OfType<Type>(); // the rest cannot be used either
        }
    }

    // A static class is both abstract and sealed; lambdas stand in classes of the compiler's, and are mapped where they are written.
    private static bool IsServable(Type type) =>
        type is { IsClass: true } and not { IsAbstract: true, IsSealed: false }
        && !type.IsDefined(typeof(CompilerGeneratedAttribute));

    private static bool IsDemanding(Type type)
    {
        try
        {
            return DemandsOf(type).Any();
        }
        catch (Exception exception) when (exception is TypeLoadException or IOException)
        {
            return false; // what it is made of is not there, so it cannot be used either
        }
    }

    private static IEnumerable<IAuthorizationRequirement> DemandsOf(Type type) =>
        type.GetMethods(Methods)
            .Prepend<MemberInfo>(type)
            .Where(member => member.IsDefined(typeof(AuthorizeAttribute), inherit: true))
            .SelectMany(member => member.GetCustomAttributes(inherit: true))
            .OfType<IAuthorizationRequirementData>()
            .SelectMany(data => data.GetRequirements())
            .Where(requirement => requirement is ITokenDemand);

    // Requirements are made anew by every attribute; what they say of themselves tells them apart.
    private static bool Carries(SurveyedEndpoint endpoint, IAuthorizationRequirement demand) =>
        endpoint.Requirements.Any(requirement => requirement.ToString() == demand.ToString());

    private static bool IsOrDerives(Type? type, Type from)
    {
        for (; type is not null; type = type.BaseType)
        {
            if (type == from || (type.IsGenericType && type.GetGenericTypeDefinition() == from))
            {
                return true;
            }
        }

        return false;
    }

    private static string NameOf(Type type) => type.FullName ?? type.Name;

    /// <summary>Gets the classes that an endpoint's metadata names, in whatever words its framework does.</summary>
    private HashSet<Type> ClassesOf(SurveyedEndpoint endpoint)
    {
        var classes = new HashSet<Type>();
        foreach (var item in endpoint.Endpoint.Metadata)
        {
            Add(item);
            foreach (var property in TypePropertiesOf(item.GetType()))
            {
                Add(property.GetValue(item));
            }
        }

        return classes;

        void Add(object? value)
        {
            if ((value as Type ?? (value as MethodInfo)?.ReflectedType) is { } type)
            {
                classes.Add(type);
            }
        }
    }

    private PropertyInfo[] TypePropertiesOf(Type type)
    {
        if (!_typeProperties.TryGetValue(type, out var properties))
        {
            properties =
            [
                .. type.GetProperties(BindingFlags.Public | BindingFlags.Instance)
                    .Where(property => property.GetIndexParameters().Length == 0)
                    .Where(property =>
                        typeof(Type).IsAssignableFrom(property.PropertyType)
                        || property.PropertyType == typeof(MethodInfo)
                    ),
            ];
            _typeProperties.Add(type, properties);
        }

        return properties;
    }

    /// <summary>Gets the name of the framework that overlooks a class's demands; <see langword="null"/> if it would read them.</summary>
    private string? FrameworkOf(Type type)
    {
        Type[] marks = [.. MarksOf(type)];
        return IsReadWhenMapped(type, marks)
            ? null
            : marks
                .Select(mark => mark.Assembly)
                .FirstOrDefault(assembly =>
                    !assemblies.Contains(assembly) && !AppAssemblies.IsPlatform(assembly.GetName().Name!)
                )
                ?.GetName()
                .Name;
    }

    private static bool IsReadWhenMapped(Type type, Type[] marks) =>
        typeof(PageModel).IsAssignableFrom(type)
        || typeof(PageBase).IsAssignableFrom(type)
        || typeof(Hub).IsAssignableFrom(type)
        || Array.Exists(marks, mark => typeof(ControllerAttribute).IsAssignableFrom(mark) || mark.FullName == GrpcMark);

    /// <summary>Gets what a class derives from, implements and is marked by, and so are its methods.</summary>
    private static IEnumerable<Type> MarksOf(Type type)
    {
        for (var own = type; own is not null && own != typeof(object); own = own.BaseType)
        {
            yield return own;
            foreach (var mark in own.GetCustomAttributesData())
            {
                yield return mark.AttributeType;
            }
        }

        foreach (var contract in type.GetInterfaces())
        {
            yield return contract;
        }

        foreach (var mark in type.GetMethods(Methods).SelectMany(method => method.GetCustomAttributesData()))
        {
            yield return mark.AttributeType;
        }
    }
}

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
