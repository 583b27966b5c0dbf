using System.Reflection;
using System.Runtime.CompilerServices;
using System.Text;

namespace SystemUser.AspNetCore.Tests.Conventions;

/// <summary>Writes an assembly's public types and members as text, in a fixed order.</summary>
internal static class PublicApi
{
    private const BindingFlags Declared =
        BindingFlags.Public
        | BindingFlags.NonPublic
        | BindingFlags.Instance
        | BindingFlags.Static
        | BindingFlags.DeclaredOnly;

    public static string Describe(Assembly assembly)
    {
        var text = new StringBuilder();
        foreach (var type in assembly.GetExportedTypes().OrderBy(type => type.FullName, StringComparer.Ordinal))
        {
            text.Append(Header(type)).Append('\n');
            foreach (var member in Members(type).Order(StringComparer.Ordinal))
            {
                text.Append("    ").Append(member).Append('\n');
            }
        }

        return text.ToString();
    }

    private static string Header(Type type)
    {
        var kind =
            type.IsEnum ? "enum"
            : type.IsInterface ? "interface"
            : type.IsValueType ? "struct"
            : type is { IsAbstract: true, IsSealed: true } ? "static class"
            : type.IsSealed ? "sealed class"
            : "class";
        var parents = new List<string>();
        if (type.BaseType is { } parent && parent != typeof(object) && parent != typeof(ValueType) && !type.IsEnum)
        {
            parents.Add(Name(parent));
        }

        parents.AddRange(
            type.GetInterfaces().Where(parent => parent.IsPublic).Select(Name).Order(StringComparer.Ordinal)
        );
        return $"{kind} {type.FullName}{(parents.Count > 0 && !type.IsEnum ? " : " + string.Join(", ", parents) : "")}";
    }

    private static IEnumerable<string> Members(Type type)
    {
        if (type.IsEnum)
        {
            return Enum.GetNames(type).Select(name => $"{name} = {Convert.ToInt64(Enum.Parse(type, name))}");
        }

        var fields = type.GetFields(Declared)
            .Where(field => field.IsPublic)
            .Select(field =>
                field.IsLiteral
                    ? $"const {Name(field.FieldType)} {field.Name} = \"{field.GetRawConstantValue()}\""
                    : $"{Name(field.FieldType)} {field.Name}"
            );
        var constructors = type.GetConstructors(Declared)
            .Where(constructor => constructor.IsPublic)
            .Select(constructor => $".ctor({Parameters(constructor)})");
        var properties = type.GetProperties(Declared)
            .Where(property => property.GetMethod?.IsPublic == true)
            .Select(property =>
                $"{Static(property.GetMethod!)}{Name(property.PropertyType)} {property.Name} {Accessors(property)}"
            );
        var methods = type.GetMethods(Declared)
            .Where(method => method is { IsPublic: true } && (!method.IsSpecialName || method.Name.StartsWith("op_")))
            .Where(method => !method.IsDefined(typeof(CompilerGeneratedAttribute)))
            .Select(method => $"{Static(method)}{Name(method.ReturnType)} {method.Name}({Parameters(method)})");
        return fields.Concat(constructors).Concat(properties).Concat(methods);
    }

    private static string Static(MethodBase method) => method.IsStatic ? "static " : "";

    private static string Accessors(PropertyInfo property) =>
        property.SetMethod is not { IsPublic: true } set ? "{ get; }"
        : set.ReturnParameter.GetRequiredCustomModifiers().Contains(typeof(IsExternalInit)) ? "{ get; init; }"
        : "{ get; set; }";

    private static string Parameters(MethodBase method) =>
        string.Join(
            ", ",
            method
                .GetParameters()
                .Select(
                    (parameter, i) =>
                        (i == 0 && method.IsDefined(typeof(ExtensionAttribute)) ? "this " : "")
                        + (parameter.IsOut ? "out " : "")
                        + Name(parameter.ParameterType)
                        + " "
                        + parameter.Name
                        + (parameter.HasDefaultValue ? $" = {parameter.DefaultValue ?? "default"}" : "")
                )
        );

    private static string Name(Type type)
    {
        if (type.IsByRef)
        {
            return Name(type.GetElementType()!);
        }

        if (type.IsArray)
        {
            return Name(type.GetElementType()!) + "[]";
        }

        return type.IsGenericType
            ? $"{type.Name[..type.Name.IndexOf('`')]}<{string.Join(", ", type.GetGenericArguments().Select(Name))}>"
            : type.Name;
    }
}
