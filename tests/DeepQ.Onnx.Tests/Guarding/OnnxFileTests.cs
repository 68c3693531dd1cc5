using DeepQ.Onnx.Files;
using DeepQ.Onnx.Graphs;

namespace DeepQ.Onnx.Tests.Guarding;

public sealed class OnnxFileTests : IDisposable
{
    private readonly string _path = Path.GetTempFileName();

    public void Dispose() => File.Delete(_path);

    [Fact]
    public void A_file_is_read_while_another_has_it_open()
    {
        File.WriteAllBytes(_path, [8, 9, 10]);
        using FileStream open = new(_path, FileMode.Open, FileAccess.ReadWrite, FileShare.ReadWrite | FileShare.Delete);

        Assert.Equal([8, 9, 10], OnnxFile.ReadBytes(_path));
    }

    [Theory]
    [InlineData(199_999)]
    [InlineData(0)]
    public void What_is_longer_than_a_model_may_be_is_refused(int limit) => Assert.Equal(
        $"'entry' is longer than {limit} bytes, the limit of a model; use OnnxLimits.None for your own models.",
        Assert.Throws<PolicyFormatException>(
            () => OnnxFile.ReadBytes(new MemoryStream(new byte[200_000]), "entry", limit)).Message);

    [Fact]
    public void What_is_as_long_as_a_model_may_be_is_read() =>
        Assert.Equal(200_000, OnnxFile.ReadBytes(new MemoryStream(new byte[200_000]), "entry", 200_000).Length);
}
