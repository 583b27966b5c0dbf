using System.Reflection;
using System.Runtime.CompilerServices;

namespace SystemUser.AspNetCore.Tests.Conventions;

public sealed class TypeTests
{
    private static readonly Type[] s_types =
    [
        .. typeof(SystemUserBuilder)
            .Assembly.GetTypes()
            .Where(type => type.Namespace?.StartsWith("SystemUser.AspNetCore") == true)
            .Where(type => !type.IsNested && !type.IsDefined(typeof(CompilerGeneratedAttribute))),
    ];

    [Fact]
    public void Types_are_internal_exactly_when_their_namespace_is()
    {
        s_types.Where(type => InInternal(type) && type.IsPublic).ShouldBeEmpty();
        s_types.Where(type => !InInternal(type) && !type.IsPublic).ShouldBeEmpty();
    }

    [Fact]
    public void Public_classes_are_sealed_static_or_abstract() =>
        s_types
            .Where(type => type is { IsPublic: true, IsClass: true, IsSealed: false, IsAbstract: false })
            .ShouldBeEmpty();

    [Fact]
    public void Asynchronous_methods_end_in_Async_and_take_a_cancellation_token()
    {
        var faults =
            from type in s_types
            where type.IsPublic
            from method in type.GetMethods(BindingFlags.Public | BindingFlags.Instance | BindingFlags.DeclaredOnly)
            where IsTask(method.ReturnType) && method.GetBaseDefinition() == method
            where
                !method.Name.EndsWith("Async")
                || method.GetParameters().LastOrDefault()?.ParameterType != typeof(CancellationToken)
            select $"{type.Name}.{method.Name}";

        faults.ShouldBeEmpty();
    }

    private static bool InInternal(Type type) => type.Namespace!.Split('.').Contains("Internal");

    private static bool IsTask(Type type) =>
        typeof(Task).IsAssignableFrom(type)
        || type == typeof(ValueTask)
        || (type.IsGenericType && type.GetGenericTypeDefinition() == typeof(ValueTask<>));
}
