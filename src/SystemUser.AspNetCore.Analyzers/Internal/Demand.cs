using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Operations;

namespace SystemUser.AspNetCore.Analyzers.Internal;

/// <summary>What a demand says beside its resource, as far as it is constant: an attribute, or a call and what configures it.</summary>
/// <param name="name">The attribute or the call, as users write it.</param>
/// <param name="location">Where it stands.</param>
/// <param name="settings">What is set.</param>
internal sealed class Demand(string name, Location location, IReadOnlyList<Setting> settings)
{
    /// <summary>The properties that take the party from somewhere.</summary>
    public static readonly string[] PartySources = ["PartyFromRoute", "PartyFromQuery", "PartyFromHeader", "PartyFrom"];

    public string Name => name;

    public Location Location => location;

    /// <summary>Reads an attribute of a class or method; one that stands in another project is reported at <paramref name="elsewhere"/>.</summary>
    public static Demand Of(
        AttributeData attribute,
        Location elsewhere,
        Compilation compilation,
        CancellationToken cancellationToken
    )
    {
        var syntax =
            attribute.ApplicationSyntaxReference is { } reference
            && compilation.ContainsSyntaxTree(reference.SyntaxTree)
                ? reference.GetSyntax(cancellationToken) as AttributeSyntax
                : null;
        return new(
            NameOf(attribute.AttributeClass!),
            syntax?.GetLocation() ?? elsewhere,
            [
                .. attribute.NamedArguments.Select(pair => new Setting(
                    pair.Key,
                    new Optional<object?>(pair.Value.Value),
                    syntax
                        ?.ArgumentList?.Arguments.FirstOrDefault(argument =>
                            argument.NameEquals?.Name.Identifier.ValueText == pair.Key
                        )
                        ?.Expression.GetLocation()
                )),
            ]
        );
    }

    /// <summary>Reads the creation of an attribute, be it that of a class, a method or a lambda.</summary>
    public static Demand Of(IObjectCreationOperation creation) =>
        new(
            NameOf(creation.Type!),
            creation.Syntax.GetLocation(),
            SettingsOf(creation.Initializer?.Initializers ?? [])!
        );

    /// <summary>Reads a call on an endpoint or a policy; <see langword="null"/> if what configures it does more than to set properties.</summary>
    public static Demand? Of(IInvocationOperation call)
    {
        var configure = call.Arguments.FirstOrDefault(argument => argument.Parameter?.Name == "configure")?.Value;
        List<Setting>? settings = configure?.Unwrap() switch
        {
            null or { ConstantValue: { HasValue: true, Value: null } } or IDefaultValueOperation => [],
            IDelegateCreationOperation { Target: IAnonymousFunctionOperation { Body: var body } } => SettingsOf(
                body.Operations
            ),
            _ => null,
        };
        return settings is null ? null : new(call.TargetMethod.Name, NameLocationOf(call), settings);
    }

    /// <summary>Gets where the name of a called method stands, to the end of the call.</summary>
    public static Location NameLocationOf(IInvocationOperation call) =>
        call.Syntax is InvocationExpressionSyntax { Expression: MemberAccessExpressionSyntax { Name: var name } } syntax
            ? Location.Create(
                syntax.SyntaxTree,
                Microsoft.CodeAnalysis.Text.TextSpan.FromBounds(name.SpanStart, syntax.Span.End)
            )
            : call.Syntax.GetLocation();

    public static string NameOf(ITypeSymbol attribute) =>
        attribute.Name.EndsWith("Attribute", StringComparison.Ordinal)
            ? attribute.Name.Substring(0, attribute.Name.Length - "Attribute".Length)
            : attribute.Name;

    /// <summary>Gets a setting that certainly has a value.</summary>
    public Setting? Find(string property) =>
        settings.LastOrDefault(setting => setting.Property == property)
            is { Value: { HasValue: true, Value: not null } } set
            ? set
            : null;

    /// <summary>Tells whether a setting may have a value.</summary>
    public bool MayHave(string property) =>
        settings.LastOrDefault(setting => setting.Property == property) is { } set
        && (!set.Value.HasValue || set.Value.Value is not null);

    private static List<Setting>? SettingsOf(IEnumerable<IOperation> operations)
    {
        var settings = new List<Setting>();
        foreach (var operation in operations)
        {
            var statement = operation is IExpressionStatementOperation { Operation: var inner } ? inner : operation;
            switch (statement)
            {
                case ISimpleAssignmentOperation { Target: IPropertyReferenceOperation { Property: var property } } set:
                    settings.Add(new(property.Name, ValueOf(set.Value.Unwrap()), set.Value.Syntax.GetLocation()));
                    break;
                case IReturnOperation { ReturnedValue: null }:
                    break;
                default:
                    return null;
            }
        }

        return settings;
    }

    private static Optional<object?> ValueOf(IOperation value) =>
        value is ITypeOfOperation ? new(value) : value.ConstantValue;
}

/// <summary>A property of a demand that is set.</summary>
/// <param name="property">The property.</param>
/// <param name="value">Its value, if that is constant.</param>
/// <param name="location">Where the value stands, if that is known.</param>
internal sealed class Setting(string property, Optional<object?> value, Location? location)
{
    public string Property => property;

    public Optional<object?> Value => value;

    public string? Text => value.HasValue ? value.Value as string : null;

    public Location? Location => location;
}
