/** Requires what it names, and no more. */
module com.example.shop {
  requires dev.footfall.servlet;
  requires org.eclipse.jetty.ee10.servlet;
}
