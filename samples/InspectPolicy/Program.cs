using System.Globalization;
using DeepQ.Onnx.Graphs;
using DeepQ.Onnx.Inspection;
using DeepQ.Serving;

(string? path, bool placed, int? gpu) = args switch
{
    [var file] => (file, false, null),
    [var file, "--placement"] => (file, true, null),
    [var file, "--placement", "--gpu", var device]
        when int.TryParse(device, NumberStyles.None, CultureInfo.InvariantCulture, out int id) => (file, true, (int?)id),
    _ => ((string?)null, false, null),
};
if (path is null)
{
    Console.Error.WriteLine("usage: InspectPolicy FILE.onnx [--placement [--gpu DEVICE]]");
    return 2;
}

try
{
    foreach ((string name, string value) in OnnxPolicyInspector.Describe(File.ReadAllBytes(path)))
        Console.WriteLine($"{name,-26} {value}");
    if (placed)
    {
        using OnnxPolicy policy = OnnxPolicy.Load(path, new() { GpuDeviceId = gpu });
        Console.WriteLine();
        Console.Write(policy.FindPlacement());
    }

    return 0;
}
catch (Exception e) when (
    e is PolicyFormatException or IOException or UnauthorizedAccessException or InvalidOperationException)
{
    Console.Error.WriteLine(e.Message);
    return 1;
}
