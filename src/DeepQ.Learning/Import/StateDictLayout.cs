using System.Text.RegularExpressions;

namespace DeepQ.Learning.Import;

/// <summary>Finds the layers of a Q-network by the naming schemes of libraries.</summary>
/// <param name="Library">The library of the scheme.</param>
/// <param name="Parts">The prefixes of the names for each part of the network, up to the numbers of layers.</param>
/// <param name="QuantilesFirst">Whether the rows of the last layer are ordered by quantile and then by action.</param>
internal sealed partial record StateDictLayout(string Library, IReadOnlyList<string> Parts, bool QuantilesFirst = false)
{
    private static readonly StateDictLayout[] Known =
    [
        new("DQN of Stable-Baselines3", ["q_net.features_extractor.cnn.", "q_net.features_extractor.linear.", "q_net.q_net."]),
        new(
            "QR-DQN of sb3-contrib",
            ["quantile_net.features_extractor.cnn.", "quantile_net.features_extractor.linear.", "quantile_net.quantile_net."],
            QuantilesFirst: true),
        new("CleanRL, and DeepQ", ["network."]),
    ];

    /// <summary>Finds the layout of a file.</summary>
    /// <exception cref="InvalidDataException">The layout is unknown; the message lists the names in the file.</exception>
    public static StateDictLayout Of(string path, IReadOnlyList<SavedTensor> tensors, string? prefix)
    {
        if (prefix is not null)
            return new("the prefix that was given", [prefix]);
        return Known.FirstOrDefault(layout => layout.Layers(tensors).Count > 0) ?? throw new InvalidDataException(
            $"'{path}' has no Q-network with the names of {string.Join(", ", Known.Select(layout => layout.Library))}. It has "
            + $"{(tensors.Count == 0 ? "no tensors" : string.Join(", ", tensors.Take(20)))}: set the Prefix of the network's layers.");
    }

    /// <summary>Returns the layers in order.</summary>
    /// <exception cref="InvalidDataException">A layer lacks its weights or biases.</exception>
    public IReadOnlyList<ImportedLayer> Layers(IReadOnlyList<SavedTensor> tensors)
    {
        List<ImportedLayer> layers = [];
        foreach (string part in Parts)
        {
            foreach (var group in tensors.Where(tensor => Numbered(tensor.Name, part) is not null)
                .GroupBy(tensor => Numbered(tensor.Name, part)!.Value.Layer).OrderBy(group => group.Key))
            {
                SavedTensor? Named(string kind) => group.FirstOrDefault(tensor => Numbered(tensor.Name, part)!.Value.Kind == kind);
                if (Named("weight") is not { Shape.Count: 2 or 4 } weight || Named("bias") is not { Shape.Count: 1 } bias
                    || bias.Shape[0] != weight.Shape[0] || group.Count() > 2)
                {
                    throw new InvalidDataException(
                        $"Layer {group.Key} of {part} is neither a linear layer nor a convolution: {string.Join(", ", group)}.");
                }

                layers.Add(new ImportedLayer(weight, bias));
            }
        }

        return layers;
    }

    // A state dict saved inside another dictionary has additional prefixes.
    private static (int Layer, string Kind)? Numbered(string name, string part)
    {
        Match match = LayerName().Match(name);
        string before = match.Groups["before"].Value;
        return match.Success && (before == part || (before.EndsWith($".{part}", StringComparison.Ordinal) && !before.Contains("target", StringComparison.Ordinal)))
            ? (int.Parse(match.Groups["layer"].Value, System.Globalization.CultureInfo.InvariantCulture), match.Groups["kind"].Value)
            : null;
    }

    [GeneratedRegex(@"^(?<before>(.*\.)?)(?<layer>[0-9]{1,6})\.(?<kind>[^.]+)$")]
    private static partial Regex LayerName();
}
