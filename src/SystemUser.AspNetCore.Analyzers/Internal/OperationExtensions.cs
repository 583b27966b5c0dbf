using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;

namespace SystemUser.AspNetCore.Analyzers.Internal;

internal static class OperationExtensions
{
    /// <summary>Gets what is converted, however often.</summary>
    public static IOperation Unwrap(this IOperation operation)
    {
        while (operation is IConversionOperation { Operand: var operand })
        {
            operation = operand;
        }

        return operation;
    }

    /// <summary>Gets what an argument, or a conversion, is made of.</summary>
    public static IOperation UnwrapArgument(this IOperation operation) =>
        (operation is IArgumentOperation argument ? argument.Value : operation).Unwrap();

    /// <summary>Gets the value of an argument by the name of its parameter.</summary>
    public static IOperation? Argument(this IInvocationOperation call, string parameter) =>
        call.Arguments.FirstOrDefault(argument => argument.Parameter?.Name == parameter)?.Value.Unwrap();

    /// <summary>Gets what an instance or extension method is called on.</summary>
    public static IOperation? Receiver(this IInvocationOperation call) =>
        (
            call.Instance ?? (call.TargetMethod.IsExtensionMethod ? call.Arguments.FirstOrDefault()?.Value : null)
        )?.Unwrap();

    /// <summary>Gets the texts in an argument: one, or those of an array or a collection; the others are left out.</summary>
    public static IEnumerable<(string Text, IOperation Where)> Texts(this IOperation operation) =>
        operation.Unwrap() switch
        {
            { ConstantValue: { HasValue: true, Value: string text } } where => [(text, where)],
            IArrayCreationOperation { Initializer: { } initializer } => initializer.ElementValues.SelectMany(Texts),
            ICollectionExpressionOperation collection => collection.Elements.SelectMany(Texts),
            _ => [],
        };
}
