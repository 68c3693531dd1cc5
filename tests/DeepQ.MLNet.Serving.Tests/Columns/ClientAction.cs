using Microsoft.ML.Data;

namespace DeepQ.MLNet.Serving.Tests.Columns;

/// <summary>What a policy does with a client.</summary>
public sealed class ClientAction
{
    [VectorType(1)]
    public long[] Action { get; set; } = [];
}
