using System.Net;
using System.Net.Sockets;

namespace DeepQ.Orleans.Tests.Support;

/// <summary>Finds ports of this machine that nobody listens on.</summary>
internal static class FreePorts
{
    /// <summary>Finds ports that differ from each other.</summary>
    public static int[] Find(int count)
    {
        TcpListener[] listeners = [.. Enumerable.Range(0, count).Select(_ => new TcpListener(IPAddress.Loopback, 0))];
        try
        {
            foreach (TcpListener listener in listeners)
                listener.Start();
            return [.. listeners.Select(listener => ((IPEndPoint)listener.LocalEndpoint).Port)];
        }
        finally
        {
            foreach (TcpListener listener in listeners)
                listener.Dispose();
        }
    }
}
