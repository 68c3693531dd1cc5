using System.Text;

namespace DeepQ.Serving.Placement;

/// <summary>The execution provider of each operation of a policy.</summary>
/// <param name="Nodes">The operations in execution order.</param>
public sealed record PolicyPlacement(IReadOnlyList<PlacedNode> Nodes)
{
    /// <summary>The providers in use, the one with the most operations first.</summary>
    public IReadOnlyList<string> Providers =>
    [
        .. Nodes.CountBy(node => node.Provider).OrderByDescending(entry => entry.Value).Select(entry => entry.Key),
    ];

    /// <summary>Formats one line per operation: its name, operator and provider.</summary>
    public override string ToString()
    {
        (int name, int kind) = (Width(node => node.Name), Width(node => node.Operator));
        StringBuilder text = new();
        foreach (PlacedNode node in Nodes)
            text.Append($"{node.Name.PadRight(name)}  {node.Operator.PadRight(kind)}  {node.Provider}\n");
        return text.ToString();
    }

    private int Width(Func<PlacedNode, string> cell) => Nodes.Select(node => cell(node).Length).DefaultIfEmpty().Max();
}
