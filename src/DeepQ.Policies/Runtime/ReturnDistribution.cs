using System.Text.Json;
using DeepQ.Onnx.Graphs;
using DeepQ.Onnx.Inspection;
using DeepQ.Onnx.Policies;

namespace DeepQ.Serving.Runtime;

/// <summary>Describes a policy's output of return distributions, per action.</summary>
/// <param name="Size">The number of values for one action.</param>
/// <param name="Returns">
/// The returns to which the probabilities belong; empty if the values are quantiles of the return, all equally
/// probable.
/// </param>
public sealed record ReturnDistribution(int Size, IReadOnlyList<float> Returns)
{
    /// <summary>
    /// Whether the values are those of the heads of an ensemble: estimates of the mean return, which differ where it is
    /// uncertain.
    /// </summary>
    public bool IsEnsemble { get; init; }

    /// <summary>
    /// Whether the values are probabilities of <see cref="Returns"/>, rather than quantiles or heads.
    /// </summary>
    public bool IsCategorical => Returns.Count > 0;

    /// <summary>Computes the mean return, which equals the Q-value of the action up to rounding.</summary>
    /// <param name="values">The values of one action.</param>
    /// <exception cref="ArgumentException">The number of values is not <see cref="Size"/>.</exception>
    public double Mean(ReadOnlySpan<float> values)
    {
        if (values.Length != Size)
            throw new ArgumentException($"The distribution has {Size} values, not {values.Length}.", nameof(values));
        double sum = 0;
        for (int i = 0; i < values.Length; i++)
            sum += IsCategorical ? (double)values[i] * Returns[i] : values[i];
        return IsCategorical ? sum : sum / Size;
    }

    /// <summary>Finds the output of distributions and its description; null if there is none.</summary>
    /// <exception cref="PolicyFormatException">The output does not match the actions or its returns.</exception>
    internal static ReturnDistribution? In(OnnxModelInfo model, int actions)
    {
        if (model.Outputs.FirstOrDefault(output => output.Name == PolicyGraph.DistributionName) is not { } output
            || !model.Metadata.TryGetValue(PolicyProperties.Distribution, out string? kind))
        {
            return null;
        }

        float[] returns = kind == PolicyProperties.Categorical ? ReturnsOf(model.Metadata) : [];
        return output is { ElementType: OnnxElementType.Float32, Dimensions: [{ Length: null }, { Length: { } count }, { Length: > 0 and <= int.MaxValue and { } size }] }
            && count == actions && (returns.Length == 0 || returns.Length == size)
            ? new((int)size, returns) { IsEnsemble = kind == PolicyProperties.Heads }
            : throw new PolicyFormatException(
                $"The output {output} does not have distributions of the returns of {actions} actions"
                + $"{(returns.Length > 0 ? $" over {returns.Length} returns" : "")}.");
    }

    private static float[] ReturnsOf(IReadOnlyDictionary<string, string> properties)
    {
        try
        {
            return properties.TryGetValue(PolicyProperties.Returns, out string? text)
                && JsonSerializer.Deserialize(text, ReturnsJson.Default.SingleArray) is { Length: > 0 } returns
                ? returns
                : throw new PolicyFormatException($"The model has no property '{PolicyProperties.Returns}' with returns.");
        }
        catch (JsonException error)
        {
            throw new PolicyFormatException($"The property '{PolicyProperties.Returns}' is not a JSON list of numbers.", error);
        }
    }
}
