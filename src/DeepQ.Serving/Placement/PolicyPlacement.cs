using System.Text;

namespace DeepQ.Serving.Placement;

/// <summary>Which execution provider computes each operation of a policy.</summary>
/// <param name="Nodes">The operations in the order in which they run.</param>
public sealed record PolicyPlacement(IReadOnlyList<PlacedNode> Nodes)
{
    /// <summary>The providers that compute anything, the one with the most operations first.</summary>
    public IReadOnlyList<string> Providers =>
    [
        .. Nodes.CountBy(node => node.Provider).OrderByDescending(entry => entry.Value).Select(entry => entry.Key),
    ];

    /// <summary>A line for each operation: its name, its operator and its provider.</summary>
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
