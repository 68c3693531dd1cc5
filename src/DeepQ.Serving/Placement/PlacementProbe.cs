using DeepQ.Onnx.Guarding;
using DeepQ.Serving.Runtime;
using Microsoft.ML.OnnxRuntime;

namespace DeepQ.Serving.Placement;

/// <summary>Runs a policy once with profiling and reads where it ran.</summary>
internal static class PlacementProbe
{
    public static PolicyPlacement Run(CheckedModel model, RuntimeSettings options, int? gpuDeviceId, Action<PolicySession> run)
    {
        string folder = Directory.CreateTempSubdirectory("deepq-placement-").FullName;
        try
        {
            using SessionOptions settings = PolicyRuntime.Settings(options, gpuDeviceId);
            settings.ProfileOutputPathPrefix = Path.Combine(folder, "profile");
            settings.EnableProfiling = true;
            using PolicySession session = PolicySession.Open(model, settings, gpuDeviceId);
            run(session);
            return new(NodeProfile.Read(session.Native.EndProfiling()));
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }
}
