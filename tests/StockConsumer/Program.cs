using System.Globalization;
using Microsoft.ML;
using Microsoft.ML.Data;

// A program that knows ML.NET and nothing of DeepQ: it loads a saved pipeline and scores a table of states.
// usage: StockConsumer PIPELINE.zip STATES.csv STATE-COLUMN QVALUES-COLUMN ACTION-COLUMN KEY-COLUMN
CultureInfo.CurrentCulture = CultureInfo.InvariantCulture;
string[] lines = File.ReadAllLines(args[1]);
int size = lines[0].Split(',').Length;

var context = new MLContext();
ITransformer pipeline = context.Model.Load(args[0], out DataViewSchema inputSchema);
IDataView states = context.Data.LoadFromTextFile(
    args[1], [new TextLoader.Column(args[2], DataKind.Single, 0, size - 1)], separatorChar: ',');
IDataView scored = pipeline.Transform(states);

Console.WriteLine($"input {string.Join("; ", inputSchema)}");
Console.WriteLine($"qvalues {scored.Schema[args[3]].Type}");
Console.WriteLine($"action {scored.Schema[args[4]].Type}");
VBuffer<ReadOnlyMemory<char>> keyValues = default;
scored.Schema[args[5]].GetKeyValues(ref keyValues);
Console.WriteLine($"key {scored.Schema[args[5]].Type} of {string.Join(' ', keyValues.DenseValues())}");
IDataView named = context.Transforms.Conversion.MapKeyToValue("Name", args[5]).Fit(scored).Transform(scored);
float[][] qValues = [.. scored.GetColumn<float[]>(args[3])];
string[] names = [.. named.GetColumn<string>("Name")];
long[][] actions = [.. scored.GetColumn<long[]>(args[4])];
for (int i = 0; i < qValues.Length; i++)
    Console.WriteLine($"row {string.Join(' ', qValues[i].Select(q => q.ToString("R")))} -> {actions[i].Single()} {names[i]}");

foreach (System.Reflection.Assembly assembly in AppDomain.CurrentDomain.GetAssemblies())
{
    if (assembly.GetName().Name!.StartsWith("DeepQ", StringComparison.Ordinal))
        Console.WriteLine($"unexpected assembly {assembly}");
}
